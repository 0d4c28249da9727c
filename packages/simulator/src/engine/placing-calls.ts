import type { LegOwner } from "./call.js";
import type { EndCause } from "./end-cause.js";
import type { CreateCall } from "./engine.js";
import { EngineError } from "./engine-error.js";
import { addLeg, connectLegs, endLeg, leave, openCall, tellRoster } from "./legs.js";
import type { Party } from "./party.js";
import { ring } from "./ringing.js";
import { type LiveCall, type LiveLeg, liveLegs, type World } from "./world.js";

/** Rings the only callee of a one-to-one call and joins the two, or ends the caller's leg with what became of it. */
export function dialOne(
  world: World,
  call: LiveCall,
  caller: LiveLeg,
  callee: { readonly to: Party; readonly ringMs: number; readonly owner?: LegOwner },
): void {
  const rung = ring(world, call, { ...callee, from: caller.party }, (result) => {
    if (caller.state === "ended") return;
    if ("answeredBy" in result) connectLegs(world, call, [caller, result.answeredBy]);
    else leave(world, caller, forCaller(result.cause));
  });
  if (rung.state === "ringing" && rung.owner.kind !== "nobody") world.tell(caller, { type: "ringing" });
}

/** A bot dials. */
export function createCall(world: World, request: CreateCall): LiveLeg {
  const bot = world.bots.get(request.botId);
  if (!bot) throw new EngineError("no-such-bot", `there is no bot "${request.botId}"`);
  if (request.kind === "one-to-one" && request.to.length > 1) {
    throw new EngineError("wrong-state", "a one-to-one call has one callee");
  }
  const from = request.from ?? bot.addresses[0];
  const call = openCall(world, {
    kind: request.kind,
    from,
    to: request.to,
    ...(request.subject === undefined ? {} : { subject: request.subject }),
  });
  const leg = addLeg(world, call, {
    ...(request.legId === undefined ? {} : { id: request.legId }),
    ...(request.displayName === undefined ? {} : { displayName: request.displayName }),
    ...(request.label === undefined ? {} : { label: request.label }),
    owner: { kind: "bot", botId: bot.id },
    party: from,
    direction: "outgoing",
    state: "dialing",
  });
  if (request.connect === "at-once") connectLegs(world, call, [leg]);
  if (request.kind === "one-to-one") dialOne(world, call, leg, { to: request.to[0], ringMs: request.ringMs });
  else for (const to of request.to) dialIntoGroup(world, call, leg, to, request.ringMs);
  return leg;
}

function dialIntoGroup(world: World, call: LiveCall, caller: LiveLeg, to: Party, ringMs: number): void {
  ring(world, call, { to, from: caller.party, ringMs }, (result) => {
    if ("answeredBy" in result) {
      connectLegs(world, call, caller.state === "dialing" ? [caller, result.answeredBy] : [result.answeredBy]);
      return;
    }
    if (caller.state === "ended") return;
    const others = liveLegs(call).filter((leg) => leg !== caller);
    const allRung = call.to.every((party) => call.legs.some((leg) => leg.party === party));
    if (others.length === 0 && allRung) {
      endLeg(world, caller, caller.state === "dialing" ? forCaller(result.cause) : { kind: "alone" });
    } else {
      tellRoster(world, call);
    }
  });
}

/** What a caller learns of what became of the callee. */
export function forCaller(cause: EndCause): EndCause {
  if (cause.kind === "not-decided" || cause.kind === "redirected") return { kind: "no-answer" };
  if (cause.kind === "rejected") return { kind: cause.reason === "busy" ? "busy" : "declined" };
  return cause;
}
