import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { TokenSource } from "@trunkline/microsoft";
import { plainHeaders } from "./plain-headers.js";
import { requestOptionsOf } from "./request-options.js";
import { urlOf } from "./send.js";

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
