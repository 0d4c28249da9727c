import { isLoopback } from "./is-loopback.js";
import type { CheckedGraphOptions } from "./options.js";

/** Graph calls back over https only (documented). A simulator, which is on this machine or allowed by name, may call http. */
export function refuseCallbackUrl(url: URL, options: CheckedGraphOptions): string | undefined {
  if (url.protocol === "https:") return undefined;
  if (url.protocol === "http:" && (isLoopback(options.baseUrl) || options.allowInsecureConnection)) return undefined;
  return `Graph calls back over https only, and ${url.origin} is not`;
}
