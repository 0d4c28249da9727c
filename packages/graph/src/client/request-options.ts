import type { Context, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import type { AbortSignalLike } from "@trunkline/core";
import type { TransportResponse } from "@trunkline/microsoft";

/**
 * What our middleware needs to know of one request, and where it leaves what the client would lose:
 * the client turns every error of its chain into one of its own, without the cause.
 */
export class RequestOptions implements MiddlewareOptions {
  readonly tenantId: string;
  /** The answer is wanted as it came. With a user's own requests the client makes of it what its user asked for. */
  readonly raw: boolean;
  /** Stops it; a user's own requests have a signal of theirs. */
  readonly ending: AbortSignalLike | undefined;
  answer: TransportResponse | undefined;
  failure: unknown;

  constructor(tenantId: string, { raw, ending }: { readonly raw: boolean; readonly ending?: AbortSignalLike }) {
    this.tenantId = tenantId;
    this.raw = raw;
    this.ending = ending;
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
  return new RequestOptions(tenantId, { raw: false });
}
