import type { TokenCredential } from "@azure/core-auth";
import type { Secret } from "@trunkline/microsoft";

/** Where the resource is, and what requests to it are authenticated with. */
export interface Access {
  /** Scheme, host and port: the client takes no path. */
  readonly endpoint: string;
  readonly proof: { readonly accessKey: Secret } | { readonly credential: TokenCredential };
}

interface AccessOptions {
  readonly connectionString?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly accessKey?: Secret | undefined;
  readonly credential?: TokenCredential | undefined;
  readonly allowInsecureConnection?: boolean | undefined;
}

/** What is wrong, and with which option. */
export interface AccessProblem {
  readonly option: "connectionString" | "endpoint" | "accessKey" | "credential";
  readonly problem: string;
}

/** Normalizes the ways of naming the resource, or says what is wrong with them. No message contains the key. */
export function readAccess(options: AccessOptions): Access | AccessProblem {
  const proofs = [options.connectionString, options.accessKey, options.credential].filter(
    (given) => given !== undefined,
  );
  if (proofs.length !== 1) {
    const ways = "connectionString (ACS_CONNECTION_STRING), or endpoint with accessKey, or endpoint with credential";
    return {
      option: "connectionString",
      problem: proofs.length === 0 ? `is missing: give ${ways}` : `give either ${ways}`,
    };
  }
  if (options.connectionString !== undefined) {
    if (options.endpoint !== undefined) {
      return { option: "endpoint", problem: "leave it out: the connection string names the endpoint" };
    }
    const parts = splitConnectionString(options.connectionString);
    if (!parts) {
      return {
        option: "connectionString",
        problem:
          'must read "endpoint=https://…;accesskey=…" (ACS_CONNECTION_STRING); copy it from the resource\'s Keys page',
      };
    }
    const wrong =
      refuseEndpoint("connectionString", parts.endpoint, options) ?? refuseKey("connectionString", parts.accessKey);
    return wrong ?? { endpoint: parts.endpoint, proof: { accessKey: parts.accessKey } };
  }
  if (options.endpoint === undefined) {
    return { option: "endpoint", problem: 'is missing: "https://{resource}.communication.azure.com"' };
  }
  const wrong = refuseEndpoint("endpoint", options.endpoint, options) ?? refuseKey("accessKey", options.accessKey);
  if (wrong) return wrong;
  const { endpoint, accessKey, credential } = options;
  if (accessKey !== undefined) return { endpoint, proof: { accessKey } };
  if (credential !== undefined && new URL(endpoint).protocol === "https:") return { endpoint, proof: { credential } };
  return { option: "credential", problem: "tokens are sent over https only; use accessKey for an http endpoint" };
}

/** The client wants the two parts in this order, takes everything after `accesskey=` as the key, and puts a string it cannot read into its error. */
function splitConnectionString(text: string): { readonly endpoint: string; readonly accessKey: string } | undefined {
  const pairs = text.split(";").map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]);
  const find = (name: string) => pairs.find(([key]) => key?.trim().toLowerCase() === name)?.[1]?.trim();
  const [endpoint, accessKey] = [find("endpoint"), find("accesskey")];
  return endpoint && accessKey ? { endpoint, accessKey } : undefined;
}

/** A key that was cut, or has something else in it, would only fail with the first call. */
function refuseKey(option: AccessProblem["option"], key: Secret | undefined): AccessProblem | undefined {
  if (typeof key !== "string" || /^[A-Za-z0-9+/]+={0,2}$/.test(key.trim())) return undefined;
  return { option, problem: "the access key is not base64; copy it again from the resource's Keys page" };
}

function refuseEndpoint(
  option: AccessProblem["option"],
  endpoint: string,
  { allowInsecureConnection = false }: AccessOptions,
): AccessProblem | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "") {
    return {
      option,
      problem: `the endpoint must be an https address without a path: "https://{resource}.communication.azure.com"`,
    };
  }
  if (url.protocol === "http:" && !allowInsecureConnection) {
    return {
      option,
      problem: "the endpoint is http; for a simulator on this machine set allowInsecureConnection: true",
    };
  }
  return undefined;
}
