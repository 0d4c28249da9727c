import { CallingError, type Refusal, type VerbCall, type VerbContext, type VerbName } from "@trunkline/core";
import { z } from "zod";
import type { GraphAnswer, GraphApi, GraphCall } from "../client/graph-client.js";
import { readMemo } from "../memo.js";
import type { CheckedGraphOptions } from "../options/options.js";
import { indexNumbers, type Numbers } from "../parties/own-parties.js";

/** What every verb is made with. */
export interface VerbKit {
  readonly api: GraphApi;
  readonly options: CheckedGraphOptions;
  readonly numbers: Numbers;
  /** One request about an existing call: `action` is the path below it, in its tenant's name. */
  onCall(
    context: VerbContext,
    request: Pick<GraphCall, "method" | "permissions"> & { readonly action?: string; readonly body?: object },
  ): Promise<GraphAnswer>;
  /** One request that opens a call. */
  onCalls(
    context: VerbContext,
    tenantId: string,
    request: Pick<GraphCall, "permissions" | "body">,
  ): Promise<GraphAnswer>;
}

export function createVerbKit(api: GraphApi, options: CheckedGraphOptions): VerbKit {
  const calls = "/communications/calls";
  return {
    api,
    options,
    numbers: indexNumbers(options.numbers),
    onCall: ({ operationId, ending, providerCallId, memo }, { method, action, body, permissions }) => {
      const path = `${calls}/${encodeURIComponent(providerCallId)}${action === undefined ? "" : `/${action}`}`;
      const tenantId = readMemo(memo).tenantId ?? options.tenantId;
      return api.request({ method, path, body, tenantId, operationId, permissions, ending });
    },
    onCalls: ({ operationId, ending }, tenantId, { body, permissions }) =>
      api.request({ method: "POST", path: calls, body, tenantId, operationId, permissions, ending }),
  };
}

/** The application roles of calling, by their real names; the pages spell some of them in several wrong ways. */
export const permissions = {
  initiate: "Calls.Initiate.All",
  initiateGroup: "Calls.InitiateGroupCall.All",
  join: "Calls.JoinGroupCall.All",
  joinAsGuest: "Calls.JoinGroupCallAsGuest.All",
  accessMedia: "Calls.AccessMedia.All",
} as const;

/** Every operation of Graph takes a context of 256 characters at the most, and gives it back with the completion. Ours is the operation's id. */
export const clientContextOption = {
  /** Sent in place of the operation's id, verbatim. Core then finds the operation of a completion by its kind. */
  clientContext: z.string().min(1).max(256).optional(),
};

/**
 * Refuses options that only the beta version of the API declares, where v1.0 is in use: it would take no notice of them.
 * @throws CallingError `unsupported`, before any request.
 */
export function refuseBetaOnly<O extends object>(
  kit: VerbKit,
  verb: VerbName,
  own: O | undefined,
  betaOnly: readonly (keyof O & string)[],
): void {
  if (kit.options.apiVersion === "beta" || !own) return;
  const given = betaOnly.filter((name) => own[name] !== undefined);
  if (given.length === 0) return;
  throw new CallingError("unsupported", `${verb}: ${given.join(", ")}: only the beta version of Graph has that`, {
    provider: "graph",
    verb,
    hint: 'Leave it out, or use apiVersion: "beta".',
  });
}

/** Why media verbs do not work when the bot's own process handles the media. */
export const appHostedReason = "the bot handles the media of this call itself (mediaBlob)";

export function refuseAppHosted({ memo }: VerbCall): Refusal | undefined {
  if (!readMemo(memo).appHosted) return undefined;
  return {
    code: "unsupported",
    message: `Graph does this on calls with service-hosted media only, and ${appHostedReason}`,
  };
}
