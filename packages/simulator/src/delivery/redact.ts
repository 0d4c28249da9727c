const SECRET_HEADERS = new Set(["aeg-sas-key", "eventgrid", "cookie"]);
const SECRET_NAME = /^eventgrid$|secret|token|accesskey|password|^code$|^sig$/i;
const JWT = /\b(eyJ[\w-]+\.[\w-]+)\.[\w-]+/g;

/** Headers for the log: secrets are gone, tokens have lost their signature (what they claim stays readable). */
export function redactHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const redacted: Record<string, string> = {};
  for (const [name, value] of headers) {
    redacted[name] = SECRET_HEADERS.has(name.toLowerCase()) ? "[redacted]" : redactText(value);
  }
  return redacted;
}

/** A body for the log. */
export function redactText(text: string): string {
  return text
    .replace(JWT, "$1.[signature removed]")
    .replace(/(Signature=)[\w+/=]+/g, "$1[redacted]")
    .replace(/(client_secret=)[^&\s]+/g, "$1[redacted]");
}

/** An address for the log: values of query parameters that sound like secrets are gone. */
export function redactUrl(address: string): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) {
    if (SECRET_NAME.test(name)) url.searchParams.set(name, "redacted");
  }
  return url.href;
}
