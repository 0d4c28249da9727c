import { EngineError } from "./engine-error.js";
import { connectLegs, endLeg } from "./legs.js";
import { legIn, theOther } from "./lookup.js";
import type { Party } from "./party.js";
import { forCaller } from "./placing-calls.js";
import { ring } from "./ringing.js";
import { liveLegs, type World } from "./world.js";

/** A bot gives its only other party to somebody else: blind, the target's pick-up decides. */
export function transferCall(
  world: World,
  legId: string,
  request: { readonly operationId: string; readonly target: Party; readonly ringMs: number; readonly from?: Party },
): void {
  const leg = legIn(world, legId, "connected");
  const call = world.callOf(leg);
  if (call.kind !== "one-to-one") throw new EngineError("wrong-state", "only a one-to-one call can be transferred");
  if (liveLegs(call).some((other) => other.transferredBy && other.state === "ringing")) {
    throw new EngineError("conflict", `a transfer of leg ${legId} is under way already`);
  }
  const transferee = theOther(world, leg);
  const facts = { operationId: request.operationId, transferee: transferee.party, target: request.target };
  world.tell(leg, { type: "transfer-started", ...facts });
  const { target, ringMs } = request;
  ring(
    world,
    call,
    { to: target, from: request.from ?? transferee.party, ringMs, transferredBy: leg.party },
    (result) => {
      if (leg.state === "ended") return;
      if ("cause" in result) {
        world.tell(leg, { type: "transfer-failed", ...facts, cause: forCaller(result.cause) });
        return;
      }
      world.tell(leg, { type: "transfer-accepted", ...facts });
      endLeg(world, leg, { kind: "transferred" });
      connectLegs(world, call, [result.answeredBy]);
    },
  );
}
