import { type CallTraits, defineVerb, type VerbContext } from "@trunkline/core";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";

/** The types of the operations whose ends Graph reports. */
export const muteSelfOperation = "muteParticipantOperation";
export const unmuteSelfOperation = "unmuteParticipantOperation";

/** Mutes the bot at the server, which drops its audio. Muting a muted bot changes nothing, so a lost answer may be sent again. */
export function muteSelf(kit: VerbKit) {
  return defineVerb<"muteSelf">()({
    permission: permissions.initiate,
    repeat: "safe",
    run: (_input, context) => changeOwnAudio(kit, context, "mute"),
  });
}

/** Takes it back. */
export function unmuteSelf(kit: VerbKit) {
  return defineVerb<"unmuteSelf">()({
    permission: permissions.initiate,
    repeat: "safe",
    run: (_input, context) => changeOwnAudio(kit, context, "unmute"),
  });
}

async function changeOwnAudio(kit: VerbKit, context: VerbContext, action: "mute" | "unmute") {
  const answer = await kit.onCall(context, {
    method: "POST",
    action,
    body: { clientContext: context.operationId },
    permissions: [permissions.initiate],
  });
  return refuseFailed(acceptedOperation(answer));
}

/** Documented: group calls alone. */
export function inGroupsOnly({ group }: CallTraits): string | undefined {
  return group ? undefined : "Graph mutes a bot in group calls and meetings only";
}
