import type { CreateCall, JoinCall } from "./bot-requests.js";
import type { EndCause, LegOwner, Meeting } from "./call.js";
import { EngineError } from "./engine.js";
import { addLeg, connectLegs, endLeg, leave, openCall, reportRoster } from "./legs.js";
import { defaultName, type Party, sameParty } from "./party.js";
import { meetingByKey } from "./population.js";
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
  if (rung.state === "ringing" && rung.owner.kind !== "nobody") world.report(caller, { type: "ringing" });
}

/** A bot dials. */
export function createCall(world: World, request: CreateCall): LiveLeg {
  const bot = world.bot(request.botId);
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
  ring(world, call, { to, from: caller.party, by: caller, ringMs }, (result) => {
    if (caller.state === "ended") return;
    if ("answeredBy" in result) {
      connectLegs(world, call, caller.state === "dialing" ? [caller, result.answeredBy] : [result.answeredBy]);
      return;
    }
    const others = liveLegs(call).filter((leg) => leg !== caller);
    const allRung = call.to.every((party) => call.legs.some((leg) => leg.party === party));
    if (others.length === 0 && allRung) {
      endLeg(world, caller, caller.state === "dialing" ? forCaller(result.cause) : { kind: "alone" });
    } else {
      reportRoster(world, call);
    }
  });
}

/** What a caller learns of what became of the callee. */
export function forCaller(cause: EndCause): EndCause {
  if (cause.kind === "not-decided" || cause.kind === "redirected") return { kind: "no-answer" };
  if (cause.kind === "rejected") return { kind: cause.reason === "busy" ? "busy" : "declined" };
  return cause;
}

interface Newcomer {
  readonly owner: LegOwner;
  readonly party: Party;
  readonly id?: string;
  readonly displayName?: string;
  readonly label?: string;
}

/** A bot comes into a meeting, or into a call that it knows the id of. */
export function joinAsBot(world: World, request: JoinCall): LiveLeg {
  const bot = world.bot(request.botId);
  const newcomer: Newcomer = {
    owner: { kind: "bot", botId: bot.id },
    party: request.as ?? bot.addresses[0],
    ...(request.legId === undefined ? {} : { id: request.legId }),
    ...(request.displayName === undefined ? {} : { displayName: request.displayName }),
    ...(request.label === undefined ? {} : { label: request.label }),
  };
  if ("meetingKey" in request.place) return enterMeeting(world, request.place.meetingKey, newcomer);

  const call = world.calls.get(request.place.callId);
  if (!call || call.endedAt !== undefined) {
    throw new EngineError("no-such-call", `there is no call ${request.place.callId} under way`);
  }
  if (call.kind === "one-to-one") call.kind = "group";
  return enter(world, call, newcomer, "connected");
}

/** Joins a meeting: directly, or through the lobby if the meeting has one for this kind of party. */
export function enterMeeting(world: World, key: string, newcomer: Newcomer): LiveLeg {
  const meeting = meetingByKey(world, key);
  if (!meeting) throw new EngineError("no-such-meeting", `there is no meeting with the key "${key}"`);
  mustBeLetIn(world, meeting, newcomer);
  const underWay = [...world.calls.values()].find(
    (call) => call.meetingId === meeting.id && call.endedAt === undefined,
  );
  const call = underWay ?? openCall(world, { kind: "meeting", from: meeting.organizer, to: [], meeting });
  return enter(world, call, newcomer, waits(meeting, newcomer.party) ? "lobby" : "connected");
}

/** Lets one waiting participant in, or all of them. */
export function admit(world: World, host: LiveLeg, participantId?: string): void {
  const call = world.callOf(host);
  const waiting = liveLegs(call).filter((leg) => leg.state === "lobby");
  const chosen = waiting.filter((leg) => participantId === undefined || leg.participantId === participantId);
  if (chosen.length === 0) throw new EngineError("no-such-party", "no such participant waits in the lobby");
  connectLegs(world, call, chosen);
}

function enter(world: World, call: LiveCall, newcomer: Newcomer, state: "lobby" | "connected"): LiveLeg {
  const leg = addLeg(world, call, {
    ...newcomer,
    direction: "outgoing",
    state: state === "lobby" ? "lobby" : "dialing",
  });
  if (state === "connected") {
    connectLegs(world, call, [leg]);
    return leg;
  }
  world.report(leg, { type: "in-lobby" });
  reportRoster(world, call);
  return leg;
}

function mustBeLetIn(world: World, { invited, open, subject }: Meeting, { owner, party }: Newcomer): void {
  const now = world.clock.now();
  if (open && (now < open.from || now >= open.until)) {
    throw new EngineError("wrong-state", `"${subject}" cannot be joined now`);
  }
  if (invited && owner.kind === "person" && !invited.some((one) => sameParty(one, party))) {
    throw new EngineError("wrong-state", `${defaultName(party)} is not invited to "${subject}"`);
  }
}

function waits(meeting: Meeting, party: Party): boolean {
  if (meeting.lobby === "nobody" || sameParty(party, meeting.organizer)) return false;
  return meeting.lobby === "everyone" || party.kind === "guest";
}
