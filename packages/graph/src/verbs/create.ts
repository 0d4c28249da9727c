import { defineVerb, type Party, type VerbInputs } from "@trunkline/core";
import { z } from "zod";
import { mediaOptions, modalitiesOf, withMediaPermission, writeMedia } from "../kit/media-options.js";
import { callHead, readOpened } from "../kit/responses.js";
import { permissions, refuseBetaOnly, type VerbKit } from "../kit/verb-kit.js";
import {
  isRefusal,
  refuseTargets,
  requireIdentity,
  sourceIdentity,
  writeIdentitySet,
  writeInvitation,
  writeParticipantInfo,
} from "../parties/party-to-identity.js";

const options = z.strictObject({
  ...mediaOptions,
  /** The subject that is shown. */
  subject: z.string().optional(),
  /** Ties the call to others in Microsoft's diagnostics. */
  callChainId: z.string().optional(),
  /** The tenant of the call, if the party does not name it. */
  tenantId: z.guid().optional(),
  /** How long it may ring, 1 to 115 s. In the beta version of the API only. */
  ringingTimeoutInSeconds: z.int().min(1).max(115).optional(),
});

/**
 * A new call: one user, application or telephone, or a group of 2 to 5 users.
 * A telephone is called as the resource account that has the number in `from`.
 */
export function create(kit: VerbKit) {
  const memoOf = ({ to }: VerbInputs["create"], own: z.output<typeof options> | undefined) => ({
    tenantId: own?.tenantId ?? tenantOf(to) ?? kit.options.tenantId,
    group: to.length > 1,
    appHosted: own?.mediaBlob !== undefined,
  });
  return defineVerb<"create">()({
    options,
    permission: permissions.initiate,
    repeat: "never",
    refuse: (input) => refuse(input, kit),
    memo: memoOf,
    async run(input, context, own) {
      refuseBetaOnly(kit, "create", own, ["ringingTimeoutInSeconds"]);
      const memo = memoOf(input, own);
      const { tenantId, group } = memo;
      const body = {
        ...callHead(context),
        subject: own?.subject,
        callChainId: own?.callChainId,
        source: source(input, kit),
        targets: input.to.map((target) => writeInvitation(requireIdentity(target))),
        requestedModalities: modalitiesOf(own),
        ...writeMedia("outgoing", own),
        ringingTimeoutInSeconds: own?.ringingTimeoutInSeconds,
        tenantId,
      };
      const permission = group ? permissions.initiateGroup : permissions.initiate;
      const answer = await kit.onCalls(context, tenantId, { body, permissions: withMediaPermission(permission, own) });
      return readOpened(answer, memo);
    },
  });
}

/** A group call needs a source (documented); a one-to-one call does not. */
function source({ from, to }: VerbInputs["create"], { options, numbers }: VerbKit): object | undefined {
  if (from) {
    const identity = sourceIdentity(from, numbers);
    return isRefusal(identity) ? undefined : writeParticipantInfo(identity);
  }
  if (to.length < 2) return undefined;
  return writeParticipantInfo(writeIdentitySet("application", options.appId, { displayName: options.displayName }));
}

function refuse({ from, to }: VerbInputs["create"], { numbers }: VerbKit) {
  const unreachable = refuseTargets(to);
  if (unreachable) return unreachable;
  if (to.length > 1 && to.some((target) => target.kind === "phone")) {
    return {
      code: "unsupported",
      message: "a new group call takes Teams users only, not telephones",
      hint: "Call the telephone alone, or invite it to a call that is up.",
    } as const;
  }
  if (from) {
    const identity = sourceIdentity(from, numbers);
    if (isRefusal(identity)) return identity;
    if (!needsAccount(to) || identity.applicationInstance) return undefined;
  } else if (!needsAccount(to)) return undefined;
  return {
    code: "invalid-request",
    message: "a telephone can only be called from the number of a resource account, and `from` is not one",
    hint: "Give `from`: one of the numbers in the option numbers (GRAPH_NUMBERS).",
  } as const;
}

function needsAccount(to: readonly Party[]): boolean {
  return to.some((target) => target.kind === "phone");
}

function tenantOf(to: readonly Party[]): string | undefined {
  for (const target of to) if ("tenantId" in target && target.tenantId) return target.tenantId;
  return undefined;
}
