import type { Context, Middleware, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import type { AbortSignalLike } from "@trunkline/core";
import type { TokenSource, Transport, TransportRequest, TransportResponse } from "@trunkline/microsoft";

/**
 * Puts the tenant's token on a request, and gets a new one when Graph refuses the old: a 401 was not carried out.
 * The vendor's own handler sends no token to an http address, so a simulator would never see one. Another origin than
 * the API's gets none from us either.
 */
export function createAuthenticate(tokens: TokenSource, baseUrl: string, defaultTenant: string): Middleware {
  const { origin } = new URL(baseUrl);
  let next: Middleware | undefined;

  const attempt = async (context: Context, tenantId: string) => {
    const authorization = `Bearer ${await tokens.token(tenantId)}`;
    const headers = plainHeaders(context.options?.headers);
    headers.authorization = authorization;
    context.options = { ...context.options, headers };
    await next?.execute(context);
  };

  return {
    setNext: (middleware) => {
      next = middleware;
    },
    async execute(context) {
      if (!isOfOrigin(urlOf(context), origin)) return next?.execute(context);
      const tenantId = requestOptionsOf(context)?.tenantId ?? defaultTenant;
      try {
        await attempt(context, tenantId);
        if (context.response?.status !== 401) return;
        tokens.forget(tenantId);
        await attempt(context, tenantId);
      } catch (error) {
        const options = requestOptionsOf(context);
        if (options) options.failure ??= error;
        throw error;
      }
    },
  };
}

/** As a rule the address is written as ours is; taking it apart costs more than all of the rest here. */
function isOfOrigin(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || new URL(url).origin === origin;
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/**
 * The end of the chain: one request over our pooled connections. It repeats nothing and follows no redirect: that is core's policy to decide.
 * Our own requests get the answer as it came: making a `Response` and reading it back would cost more than the rest of the chain.
 */
export function createSend(transport: Transport): Middleware {
  return {
    async execute(context) {
      const options = requestOptionsOf(context);
      const answer = await transport.request(readRequest(context, options?.ending));
      if (options) options.answer = answer;
      context.response = options?.raw ? statusOnly(answer.status) : responseOf(answer);
    },
  };
}

const withStatus = new Map<number, Response>();

/** What the rest of the chain sees of an answer that we read ourselves. */
function statusOnly(status: number): Response {
  const response = withStatus.get(status) ?? new Response(null, { status });
  withStatus.set(status, response);
  return response;
}

/** Where a request goes. */
function urlOf({ request }: Context): string {
  return typeof request === "string" ? request : request.url;
}

function readRequest(context: Context, ending: AbortSignalLike | undefined): TransportRequest {
  const { method = "GET", headers, body, signal } = context.options ?? {};
  const known = methods.find((one) => one === method.toUpperCase());
  if (!known) throw new TypeError(`${method} is no method of Graph`);
  return {
    method: known,
    url: urlOf(context),
    headers: plainHeaders(headers),
    ...(typeof body === "string" || body instanceof Uint8Array ? { body } : {}),
    ...(ending ? { signal: ending } : signal instanceof AbortSignal ? { signal } : {}),
  };
}

function responseOf({ status, headers, body }: TransportResponse): Response {
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
}

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

/** The options of a request, if it has any. */
function requestOptionsOf(context: Context): RequestOptions | undefined {
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

type HeadersInit = ConstructorParameters<typeof Headers>[0];

/** Headers in any form, as a record by name in lower case. */
function plainHeaders(headers: HeadersInit): Record<string, string> {
  if (headers === undefined || headers instanceof Headers || Array.isArray(headers))
    return Object.fromEntries(new Headers(headers));
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) plain[name.toLowerCase()] = String(value);
  return plain;
}
