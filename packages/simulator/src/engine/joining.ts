import type { LegOwner, Meeting } from "./call.js";
import type { JoinCall } from "./engine.js";
import { EngineError } from "./engine-error.js";
import { addLeg, connectLegs, openCall, tellRoster } from "./legs.js";
import { type Party, sameParty } from "./party.js";
import { meetingByKey } from "./population.js";
import { type LiveCall, type LiveLeg, liveLegs, type World } from "./world.js";

interface Newcomer {
  readonly owner: LegOwner;
  readonly party: Party;
  readonly id?: string;
  readonly displayName?: string;
  readonly label?: string;
}

/** A bot comes into a meeting, or into a call that it knows the id of. */
export function joinAsBot(world: World, request: JoinCall): LiveLeg {
  const bot = world.bots.get(request.botId);
  if (!bot) throw new EngineError("no-such-bot", `there is no bot "${request.botId}"`);
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

/** Somebody comes to a meeting: straight in, or into the lobby if the meeting has one for the likes of them. */
export function enterMeeting(world: World, key: string, newcomer: Newcomer): LiveLeg {
  const meeting = meetingByKey(world, key);
  if (!meeting) throw new EngineError("no-such-meeting", `there is no meeting with the key "${key}"`);
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
  if (chosen.length === 0) throw new EngineError("no-such-party", "nobody of that description waits in the lobby");
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
  world.tell(leg, { type: "in-lobby" });
  tellRoster(world, call);
  return leg;
}

function waits(meeting: Meeting, party: Party): boolean {
  if (meeting.lobby === "nobody" || sameParty(party, meeting.organizer)) return false;
  return meeting.lobby === "everyone" || party.kind === "guest";
}
