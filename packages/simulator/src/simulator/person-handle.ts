import type { Heard } from "../control/heard.js";
import { partyOfAddress, tonesOf } from "../control/person-actions.js";
import type { Leg } from "../engine/call.js";
import type { Engine } from "../engine/engine.js";
import type { PersonHandle } from "./simulator.js";

/** A person's commands with the id filled in. */
export function personHandle(engine: Engine, heard: Heard, id: string): PersonHandle {
  const { people } = engine;
  const isTheirs = ({ owner }: Leg) => owner.kind === "person" && owner.personId === id;
  return {
    id,
    dial: (to, options) => people.dial(id, typeof to !== "string" && "botId" in to ? to : partyOfAddress(to), options),
    answer: (callId) => people.answer(id, callId),
    decline: (callId) => people.decline(id, callId),
    busy: (callId) => people.busy(id, callId),
    ignore: (callId) => people.ignore(id, callId),
    voicemail: (callId) => people.voicemail(id, callId),
    unreachable: (callId) => people.unreachable(id, callId),
    press: (keys, options) => people.press(id, tonesOf(keys), options),
    say: (phrase, callId) => people.say(id, phrase, callId),
    hangUp: (callId) => people.hangUp(id, callId),
    join: (meetingKey) => people.join(id, meetingKey),
    admit: (participantId) => people.admit(id, participantId),
    startSharing: (callId) => people.startSharing(id, callId),
    updateSharing: (callId) => people.updateSharing(id, callId),
    stopSharing: (callId) => people.stopSharing(id, callId),
    mute: (muted, callId) => people.mute(id, muted, callId),
    reacts: (reaction) => void engine.population.setReaction(id, reaction),
    hears: (expected, options) => heard.wait(id, expected, options),
    heard: () => heard.all(id),
    calls: () => engine.calls.all().filter(({ legs }) => legs.some((leg) => isTheirs(leg) && leg.state !== "ended")),
  };
}
