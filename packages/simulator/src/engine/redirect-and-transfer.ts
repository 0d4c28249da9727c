import type { TransferRequest } from "./bot-requests.js";
import type { EndCause } from "./call.js";
import { EngineError } from "./engine.js";
import { connectLegs, endLeg, legIn, theOther } from "./legs.js";
import { MOVE_MS, movable, takeOver } from "./moving.js";
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

/** A bot transfers the other party: blind, which succeeds when the target answers, or into another call of its own. */
export function transferCall(world: World, legId: string, request: TransferRequest): void {
  const leg = legIn(world, legId, "connected");
  const call = world.callOf(leg);
  const { target, ringMs, replacesLegId } = request;
  if (world.moving.has(leg.id) || liveLegs(call).some((other) => other.transferredBy && other.state === "ringing")) {
    throw new EngineError("conflict", `a transfer of leg ${legId} is under way already`);
  }
  const transferee = theOther(world, leg);
  const facts = { operationId: request.operationId, transferee: transferee.party, target };
  if (replacesLegId !== undefined) return transferConsulted(world, leg, facts, replacesLegId);
  world.report(leg, { type: "transfer-started", ...facts });
  ring(
    world,
    call,
    { to: target, from: request.from ?? transferee.party, by: leg, ringMs, transferredBy: leg.party },
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

interface TransferFacts {
  readonly operationId: string;
  readonly transferee: Party;
  readonly target: Party;
}

/** The target is in another call of the bot and does not ring: both talk on without the bot, which leaves both calls. */
function transferConsulted(world: World, leg: LiveLeg, facts: TransferFacts, fromLegId: string): void {
  const moving = movable(world, leg, { fromLegId, party: facts.target });
  world.report(leg, { type: "transfer-started", ...facts });
  const busy = [moving.id, leg.id];
  for (const id of busy) world.moving.add(id);
  world.after(MOVE_MS, () => {
    for (const id of busy) world.moving.delete(id);
    if (leg.state === "ended") return;
    if (moving.state === "ended") {
      world.report(leg, { type: "transfer-failed", ...facts, cause: { kind: "hung-up", by: "other" } });
      return;
    }
    const call = world.callOf(leg);
    const arrived = takeOver(world, moving, call);
    world.report(leg, { type: "transfer-accepted", ...facts });
    endLeg(world, leg, { kind: "transferred" });
    connectLegs(world, call, [arrived]);
  });
}
