import type { InviteRequest } from "./bot-requests.js";
import { EngineError } from "./engine.js";
import { connectLegs, endIfAlone, giveUp, legIn, reportRoster } from "./legs.js";
import { defaultName, sameParty } from "./party.js";
import { forCaller } from "./placing-calls.js";
import { ring } from "./ringing.js";
import { liveLegs, type World } from "./world.js";

/** A bot invites another party; this turns a one-to-one call into a group. An invitation ends with the leg that made it. */
export function inviteParty(world: World, legId: string, request: InviteRequest): void {
  const leg = legIn(world, legId, "connected");
  const call = world.callOf(leg);
  const { operationId, invitee, ringMs, displayName } = request;
  if (liveLegs(call).some((other) => sameParty(other.party, invitee))) {
    throw new EngineError(
      "conflict",
      `${defaultName(invitee)} is in the call of leg ${legId}, or being invited, already`,
    );
  }
  if (call.kind === "one-to-one") call.kind = "group";
  const caller = { by: leg, from: request.from ?? leg.party, fromName: request.fromName ?? leg.displayName };
  const rung = ring(world, call, { to: invitee, ringMs, displayName, ...caller }, (result) => {
    world.invites.delete(operationId);
    if (leg.state === "ended") return;
    if ("answeredBy" in result) {
      connectLegs(world, call, [result.answeredBy]);
      world.report(leg, { type: "invite-ended", operationId, invitee, outcome: "joined" });
      return;
    }
    world.report(leg, { type: "invite-ended", operationId, invitee, outcome: forCaller(result.cause) });
    if (!endIfAlone(world, call)) reportRoster(world, call);
  });
  if (!world.ringing.has(rung.id)) return;
  const cancel = (): void => giveUp(world, rung, { kind: "canceled" });
  world.invites.set(operationId, { legId, cancel });
}

/** A bot takes an invitation back while it rings. Afterwards it is too late, whatever became of it. */
export function cancelInvite(world: World, legId: string, operationId: string): void {
  legIn(world, legId, "connected");
  const invite = world.invites.get(operationId);
  if (invite?.legId !== legId) {
    throw new EngineError("wrong-state", `leg ${legId} has no invitation ${operationId} that still rings`);
  }
  invite.cancel();
}
