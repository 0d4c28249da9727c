import type { Context, MiddlewareOptions } from "@microsoft/microsoft-graph-client";

/**
 * What our middleware needs to know of one request, and where it leaves what the client would lose:
 * the client turns every error of its chain into one of its own, without the cause.
 */
export class RequestOptions implements MiddlewareOptions {
  readonly tenantId: string;
  failure: unknown;

  constructor(tenantId: string) {
    this.tenantId = tenantId;
  }
}

/** The options of a request, where it has any. */
export function requestOptionsOf(context: Context): RequestOptions | undefined {
  const options = context.middlewareControl?.getMiddlewareOptions(RequestOptions);
  return options instanceof RequestOptions ? options : undefined;
}

/**
 * Sends one request of `calling.adapter.client` in another tenant than the default one:
 * `client.api("/users").middlewareOptions([inTenant("…")])`.
 */
export function inTenant(tenantId: string): MiddlewareOptions {
  return new RequestOptions(tenantId);
}
