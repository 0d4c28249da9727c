import type { SharingSession } from "./call.js";
import { EngineError, type PeopleCommands } from "./engine.js";
import { addLeg, giveUp, leave, legOfPerson, openCall, reportRoster } from "./legs.js";
import { soundTone } from "./media-lane.js";
import { sameParty } from "./party.js";
import { admit, dialOne, enterMeeting } from "./placing-calls.js";
import { reactNow } from "./ringing.js";
import { copyCall, type LiveLeg, presentLegs, type World } from "./world.js";

/** How long a person lets it ring (ours). */
const PATIENCE_MS = 60_000;

/** What people do, each as one act. */
export function createPeopleCommands(world: World): PeopleCommands {
  const ringing = (personId: string, what: string, callId?: string): LiveLeg =>
    legOfPerson(world, personId, ["ringing"], what, callId);
  const talking = (personId: string, what: string, callId?: string): LiveLeg =>
    legOfPerson(world, personId, ["connected"], what, callId);
  const decide =
    (decision: "answer" | "decline" | "busy" | "voicemail" | "unreachable") =>
    (personId: string, callId?: string): void =>
      world.act(() => reactNow(world, ringing(personId, decision, callId), decision));
  const share =
    (change: "started" | "updated" | "ended") =>
    (personId: string, callId?: string): void =>
      world.act(() => changeSharing(world, talking(personId, "share", callId), change));

  return {
    answer: decide("answer"),
    decline: decide("decline"),
    busy: decide("busy"),
    voicemail: decide("voicemail"),
    unreachable: decide("unreachable"),
    ignore: (personId, callId) => {
      ringing(personId, "ignore", callId);
    },
    startSharing: share("started"),
    updateSharing: share("updated"),
    stopSharing: share("ended"),

    dial: (personId, to, options) =>
      world.act(() => {
        const person = world.person(personId);
        const bot = "botId" in to ? world.bot(to.botId) : undefined;
        const party = "botId" in to ? world.bot(to.botId).addresses[0] : to;
        const call = openCall(world, { kind: "one-to-one", from: person.party, to: [party] });
        const caller = addLeg(world, call, {
          owner: { kind: "person", personId },
          party: person.party,
          direction: "outgoing",
          state: "dialing",
        });
        dialOne(world, call, caller, {
          to: party,
          ringMs: options?.ringMs ?? PATIENCE_MS,
          ...(bot ? { owner: { kind: "bot", botId: bot.id } } : {}),
        });
        return copyCall(call);
      }),
    press: (personId, tones, options) =>
      world.act(() => {
        const leg = talking(personId, "press keys", options?.callId);
        tones.forEach((tone, index) => {
          const press = (): void => {
            if (leg.state !== "connected") return;
            const person = world.person(personId);
            world.emit({ type: "pressed", at: world.clock.now(), person, callId: leg.callId, tone });
            soundTone(world, leg, tone);
          };
          if (index > 0 && options?.gapMs) world.after(index * options.gapMs, press);
          else press();
        });
      }),
    say: (personId, phrase, callId) =>
      world.act(() => {
        const leg = talking(personId, "say something", callId);
        const person = world.person(personId);
        world.emit({ type: "said", at: world.clock.now(), person, callId: leg.callId, phrase });
      }),
    hangUp: (personId, callId) =>
      world.act(() => {
        const states = ["connected", "dialing", "lobby", "ringing"] as const;
        const leg = legOfPerson(world, personId, states, "hang up", callId);
        if (leg.state === "ringing") giveUp(world, leg, { kind: "declined" });
        else leave(world, leg, { kind: "hung-up", by: "self" });
      }),
    remove: (personId, participantId, callId) =>
      world.act(() => {
        const leg = talking(personId, "remove anybody", callId);
        const call = world.callOf(leg);
        const removed = presentLegs(call).find((one) => one !== leg && one.participantId === participantId);
        if (call.kind === "one-to-one")
          throw new EngineError("wrong-state", "in a call for two there is no one else to remove");
        if (!removed) throw new EngineError("no-such-party", `no other participant of the call is ${participantId}`);
        leave(world, removed, { kind: "removed" });
      }),
    join: (personId, meetingKey) =>
      world.act(() => {
        const { party } = world.person(personId);
        const leg = enterMeeting(world, meetingKey, { owner: { kind: "person", personId }, party });
        return copyCall(world.callOf(leg));
      }),
    admit: (personId, participantId) =>
      world.act(() => admit(world, talking(personId, "admit anybody"), participantId)),
    mute: (personId, muted, callId) =>
      world.act(() => {
        const leg = talking(personId, "mute", callId);
        leg.muted = muted;
        world.touch(world.callOf(leg));
        reportRoster(world, world.callOf(leg));
      }),
  };
}

/** A person begins, changes or stops sharing the screen; every connected bot of the call gets an event. */
function changeSharing(world: World, leg: LiveLeg, change: "started" | "updated" | "ended"): void {
  const call = world.callOf(leg);
  const current = call.sharing.find((session) => sameParty(session.by, leg.party));
  if (change === "started" && current) throw new EngineError("conflict", `${leg.displayName} is sharing already`);
  if (change !== "started" && !current) throw new EngineError("wrong-state", `${leg.displayName} is not sharing`);
  const session: SharingSession = current ?? { id: world.random.id(), by: leg.party, startedAt: world.clock.now() };
  if (change === "started") call.sharing = [...call.sharing, session];
  if (change === "ended") call.sharing = call.sharing.filter((other) => other.id !== session.id);
  for (const other of call.legs) {
    if (other.state === "connected") world.report(other, { type: "sharing-changed", change, session });
  }
  world.touch(call);
}
