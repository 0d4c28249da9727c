import type { EndCause, LegState, Meeting } from "./call.js";
import { EngineError } from "./engine.js";
import { endOperations } from "./media-lane.js";
import { defaultName, type Party, sameParty } from "./party.js";
import { type LiveCall, type LiveLeg, liveLegs, presentLegs, type World } from "./world.js";

/** Opens a call without legs. */
export function openCall(
  world: World,
  spec: { kind: LiveCall["kind"]; from: Party; to: readonly Party[]; subject?: string; meeting?: Meeting },
): LiveCall {
  const call: LiveCall = {
    id: world.random.id(),
    chainId: world.random.id(),
    kind: spec.kind,
    from: spec.from,
    to: spec.to,
    ...(spec.subject === undefined ? {} : { subject: spec.subject }),
    ...(spec.meeting === undefined ? {} : { meetingId: spec.meeting.id, subject: spec.meeting.subject }),
    startedAt: world.clock.now(),
    legs: [],
    sharing: [],
  };
  world.calls.set(call.id, call);
  world.touch(call);
  forgetOldCalls(world);
  return call;
}

type LegSpec = Pick<LiveLeg, "owner" | "party" | "direction" | "state"> &
  Partial<Pick<LiveLeg, "id" | "displayName" | "calledBy" | "forwardedFrom" | "transferredBy" | "label">>;

/** Adds a leg to a call. */
export function addLeg(world: World, call: LiveCall, spec: LegSpec): LiveLeg {
  const leg: LiveLeg = {
    participantId: world.random.id(),
    since: world.clock.now(),
    muted: false,
    onHold: false,
    voicemail: false,
    hearsTones: false,
    forwardedFrom: [],
    ...spec,
    id: spec.id ?? world.random.id(),
    displayName: spec.displayName ?? nameOf(world, spec),
    callId: call.id,
  };
  call.legs.push(leg);
  world.legs.set(leg.id, leg);
  world.touch(call);
  return leg;
}

/** Connects legs, reports it to their bots, then sends the roster to every bot in the call. */
export function connectLegs(world: World, call: LiveCall, legs: readonly LiveLeg[]): void {
  const arriving = legs.filter((leg) => leg.state !== "ended" && leg.state !== "connected");
  for (const leg of arriving) {
    leg.state = "connected";
    leg.connectedAt = world.clock.now();
  }
  // In a second loop, so that each event shows the call with all of them in it.
  for (const leg of arriving) world.report(leg, { type: "connected" });
  world.touch(call);
  reportRoster(world, call);
}

/** Ends one leg. What that means for the others is `leave`'s business. */
export function endLeg(world: World, leg: LiveLeg, cause: EndCause): void {
  if (leg.state === "ended") return;
  const wasConnected = leg.connectedAt !== undefined;
  endOperations(world, leg, { kind: "failed", reason: "call-ended" });
  world.ringing.get(leg.id)?.stop();
  world.ringing.delete(leg.id);
  world.keepAlives.get(leg.id)?.();
  world.keepAlives.delete(leg.id);
  leg.state = "ended";
  world.holds.delete(leg.id);
  leg.endedAt = world.clock.now();
  leg.end = cause;
  const call = world.callOf(leg);
  call.sharing = call.sharing.filter((session) => session.by !== leg.party);
  if (liveLegs(call).length === 0) call.endedAt = world.clock.now();
  world.report(leg, { type: "ended", cause, wasConnected });
  world.touch(call);
  takeBack(world, leg, call);
}

/** What a leg had under way with others ends with it: those it called stop ringing, those it held are free. */
function takeBack(world: World, leg: LiveLeg, call: LiveCall): void {
  for (const rung of liveLegs(call)) {
    if (world.ringing.has(rung.id) && rung.calledBy?.legId === leg.id) giveUp(world, rung, { kind: "canceled" });
  }
  for (const held of call.legs) {
    if (world.holds.get(held.id)?.by !== leg.id) continue;
    world.holds.delete(held.id);
    held.onHold = false;
  }
}

/** A ringing leg ends without an answer. */
export function giveUp(world: World, leg: LiveLeg, cause: EndCause): void {
  const ringing = world.ringing.get(leg.id);
  endLeg(world, leg, cause);
  ringing?.settle({ cause });
}

/** A leg leaves; the call goes on, or ends for the others too. */
export function leave(world: World, leg: LiveLeg, cause: EndCause): void {
  const call = world.callOf(leg);
  endLeg(world, leg, cause);
  const rest = liveLegs(call);
  if (call.kind === "one-to-one") {
    for (const other of rest) endLeg(world, other, afterTheOther(other, cause));
    return;
  }
  if (!endIfAlone(world, call)) reportRoster(world, call);
}

/** Ends a group call for the last one in it; returns whether it did. */
export function endIfAlone(world: World, call: LiveCall): boolean {
  const [last, ...others] = liveLegs(call);
  if (call.kind !== "group" || !last || others.length > 0) return false;
  endLeg(world, last, { kind: "alone" });
  return true;
}

/** Ends the call for everyone; `leg` asked for it. */
export function endForAll(world: World, leg: LiveLeg): void {
  const call = world.callOf(leg);
  endLeg(world, leg, { kind: "hung-up", by: "self" });
  for (const other of liveLegs(call)) endLeg(world, other, { kind: "hung-up", by: "everyone" });
}

/** Reports the roster to every connected bot of a call. */
export function reportRoster(world: World, call: LiveCall): void {
  const participants = presentLegs(call).map((leg) => ({ ...leg }));
  for (const leg of call.legs) {
    if (leg.state === "connected") world.report(leg, { type: "roster-changed", participants });
  }
}

function afterTheOther(leg: LiveLeg, cause: EndCause): EndCause {
  if (cause.kind === "moved" || cause.kind === "removed") return { kind: "alone" };
  return leg.state === "ringing" || leg.state === "redirecting"
    ? { kind: "canceled" }
    : { kind: "hung-up", by: "other" };
}

function nameOf(world: World, spec: LegSpec): string {
  if (spec.owner.kind === "person")
    return world.persons.get(spec.owner.personId)?.displayName ?? defaultName(spec.party);
  if (spec.owner.kind === "bot") return world.bots.get(spec.owner.botId)?.displayName ?? defaultName(spec.party);
  return defaultName(spec.party);
}

const KEPT_CALLS = 200;

function forgetOldCalls(world: World): void {
  const ended = [...world.calls.values()].filter((call) => call.endedAt !== undefined);
  for (const call of ended.slice(0, Math.max(0, ended.length - KEPT_CALLS))) {
    world.calls.delete(call.id);
    for (const leg of call.legs) {
      world.legs.delete(leg.id);
      world.toneCounts.delete(leg.id);
    }
  }
}

/** A leg that has not ended, in one of the given states. */
export function legIn(world: World, legId: string, ...states: readonly LegState[]): LiveLeg {
  const leg = world.legs.get(legId);
  if (!leg || leg.state === "ended")
    throw new EngineError("no-such-call", `there is no call under way with the leg ${legId}`);
  if (states.length > 0 && !states.includes(leg.state)) {
    throw new EngineError("wrong-state", `leg ${legId} is ${leg.state}; this needs ${states.join(" or ")}`);
  }
  return leg;
}

/** The leg of a party who is in the same call, or in its lobby. */
export function legOfParty(world: World, leg: LiveLeg, party: Party): LiveLeg {
  const found = presentLegs(world.callOf(leg)).find((other) => sameParty(other.party, party));
  if (!found) throw new EngineError("no-such-party", `${defaultName(party)} is not in the call of leg ${leg.id}`);
  return found;
}

/** The only other party of a one-to-one call. */
export function theOther(world: World, leg: LiveLeg): LiveLeg {
  const others = liveLegs(world.callOf(leg)).filter((other) => other !== leg && other.state === "connected");
  const [other] = others;
  if (!other || others.length > 1) {
    throw new EngineError("wrong-state", `leg ${leg.id} has ${others.length} other parties; this needs exactly one`);
  }
  return other;
}

/** The newest leg of a person in one of the states. */
export function legOfPerson(
  world: World,
  personId: string,
  states: readonly LegState[],
  what: string,
  callId?: string,
): LiveLeg {
  const { id } = world.person(personId);
  const leg = [...world.legs.values()].findLast(
    (candidate) =>
      candidate.owner.kind === "person" &&
      candidate.owner.personId === id &&
      states.includes(candidate.state) &&
      (callId === undefined || candidate.callId === callId),
  );
  if (leg) return leg;
  const where = callId === undefined ? "" : ` in call ${callId}`;
  throw new EngineError("wrong-state", `"${personId}" cannot ${what}: no call${where} is ${states.join(" or ")}`);
}
