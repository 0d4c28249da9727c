import type { EndCause } from "./call.js";
import { EngineError } from "./engine.js";
import { connectLegs, endLeg, legIn, theOther } from "./legs.js";
import type { Party } from "./party.js";
import { forCaller } from "./placing-calls.js";
import { ring, ringFirstOf } from "./ringing.js";
import { type LiveLeg, liveLegs, type World } from "./world.js";

/** A bot sends an offered call on. The caller keeps ringing; the first target to answer gets the call. */
export function redirectCall(world: World, legId: string, targets: readonly Party[], ringMs: number): void {
  const leg = legIn(world, legId, "ringing");
  const call = world.callOf(leg);
  const ringing = world.ringing.get(leg.id);
  ringing?.stop();
  leg.state = "redirecting";
  world.touch(call);

  const before = new Set(call.legs);
  // The caller may give up, or another phone may be quicker: then the legs rung from here stop too.
  const stop = (): void => {
    for (const rung of call.legs) if (!before.has(rung)) endLeg(world, rung, { kind: "canceled" });
  };
  if (ringing) world.ringing.set(leg.id, { settle: ringing.settle, stop });

  const specs = targets.map((to) => ({
    to,
    from: call.from,
    ringMs,
    forwardedFrom: [...leg.forwardedFrom, leg.party],
  }));
  ringFirstOf(world, call, specs, {
    answered(by: LiveLeg) {
      world.ringing.delete(leg.id);
      endLeg(world, leg, { kind: "redirected", answeredBy: by.party });
      ringing?.settle({ answeredBy: by });
    },
    exhausted(cause: EndCause) {
      world.ringing.delete(leg.id);
      endLeg(world, leg, { kind: "redirected" });
      ringing?.settle({ cause });
    },
  });
}

/** A bot transfers the other party, blind: it succeeds when the target answers. */
export function transferCall(
  world: World,
  legId: string,
  request: { readonly operationId: string; readonly target: Party; readonly ringMs: number; readonly from?: Party },
): void {
  const leg = legIn(world, legId, "connected");
  const call = world.callOf(leg);
  if (liveLegs(call).some((other) => other.transferredBy && other.state === "ringing")) {
    throw new EngineError("conflict", `a transfer of leg ${legId} is under way already`);
  }
  const transferee = theOther(world, leg);
  const facts = { operationId: request.operationId, transferee: transferee.party, target: request.target };
  world.report(leg, { type: "transfer-started", ...facts });
  const { target, ringMs } = request;
  ring(
    world,
    call,
    { to: target, from: request.from ?? transferee.party, ringMs, transferredBy: leg.party },
    (result) => {
      if (leg.state === "ended") return;
      if ("cause" in result) {
        world.report(leg, { type: "transfer-failed", ...facts, cause: forCaller(result.cause) });
        return;
      }
      world.report(leg, { type: "transfer-accepted", ...facts });
      endLeg(world, leg, { kind: "transferred" });
      connectLegs(world, call, [result.answeredBy]);
    },
  );
}
