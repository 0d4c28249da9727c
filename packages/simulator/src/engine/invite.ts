import { connectLegs } from "./legs.js";
import { legIn } from "./lookup.js";
import type { Party } from "./party.js";
import { forCaller } from "./placing-calls.js";
import { ring } from "./ringing.js";
import type { World } from "./world.js";

/** A bot rings somebody into its call; a one-to-one call becomes a group by it. */
export function inviteParty(
  world: World,
  legId: string,
  request: { readonly operationId: string; readonly invitee: Party; readonly ringMs: number },
): void {
  const leg = legIn(world, legId, "connected");
  const call = world.callOf(leg);
  const facts = { operationId: request.operationId, invitee: request.invitee };
  if (call.kind === "one-to-one") call.kind = "group";
  ring(world, call, { to: request.invitee, from: leg.party, ringMs: request.ringMs }, (result) => {
    if (leg.state === "ended") return;
    if ("cause" in result) {
      world.tell(leg, { type: "invite-ended", ...facts, outcome: forCaller(result.cause) });
      return;
    }
    connectLegs(world, call, [result.answeredBy]);
    world.tell(leg, { type: "invite-ended", ...facts, outcome: "joined" });
  });
}
