import type { z } from "zod";
import type { Leg } from "../engine/call.js";
import { type Engine, EngineError, type PeopleCommands } from "../engine/engine.js";
import { isTone, type Tone } from "../engine/media.js";
import type { Party } from "../engine/party.js";
import type { Heard } from "./heard.js";
import { type addressSchema, personActionSchemas as bodies, type PersonAction } from "./protocol.js";
import type { PersonHandle } from "./simulator.js";

type Action = (people: PeopleCommands, personId: string, body: unknown) => void;

/** What a person does, by the name of the action; bodies come from outside and are checked. */
export const personActions: Readonly<Record<PersonAction, Action>> = {
  dial: action(bodies.dial, (people, id, { to, botId, ringMs }) => {
    const options = ringMs === undefined ? {} : { ringMs };
    if (botId !== undefined) people.dial(id, { botId }, options);
    else if (to !== undefined) people.dial(id, partyOfAddress(to), options);
    else throw new EngineError("no-such-party", "dial needs `to` or `botId`");
  }),
  join: action(bodies.join, (people, id, { meeting }) => {
    people.join(id, meeting);
  }),
  answer: action(bodies.answer, (people, id, { callId }) => people.answer(id, callId)),
  decline: action(bodies.decline, (people, id, { callId }) => people.decline(id, callId)),
  busy: action(bodies.busy, (people, id, { callId }) => people.busy(id, callId)),
  ignore: action(bodies.ignore, (people, id, { callId }) => people.ignore(id, callId)),
  voicemail: action(bodies.voicemail, (people, id, { callId }) => people.voicemail(id, callId)),
  unreachable: action(bodies.unreachable, (people, id, { callId }) => people.unreachable(id, callId)),
  press: action(bodies.press, (people, id, { tones, gapMs, callId }) => {
    const gap = gapMs === undefined ? {} : { gapMs };
    people.press(id, tonesOf(tones), { ...gap, ...(callId === undefined ? {} : { callId }) });
  }),
  say: action(bodies.say, (people, id, { phrase, callId }) => people.say(id, phrase, callId)),
  "hang-up": action(bodies["hang-up"], (people, id, { callId }) => people.hangUp(id, callId)),
  admit: action(bodies.admit, (people, id, { participantId }) => people.admit(id, participantId)),
  remove: action(bodies.remove, (people, id, { participantId, callId }) => people.remove(id, participantId, callId)),
  "start-sharing": action(bodies["start-sharing"], (people, id, { callId }) => people.startSharing(id, callId)),
  "update-sharing": action(bodies["update-sharing"], (people, id, { callId }) => people.updateSharing(id, callId)),
  "stop-sharing": action(bodies["stop-sharing"], (people, id, { callId }) => people.stopSharing(id, callId)),
  mute: action(bodies.mute, (people, id, { muted, callId }) => people.mute(id, muted, callId)),
};

export function isPersonAction(name: string): name is PersonAction {
  return Object.hasOwn(personActions, name);
}

/** A number is short for a phone. */
export function partyOfAddress(address: z.output<typeof addressSchema>): Party {
  if (typeof address === "string") return { kind: "phone", number: address };
  if (address.kind === "phone" || address.kind === "guest" || address.kind === "communication-user") return address;
  const { kind, id, tenantId } = address;
  return { kind, id, ...(tenantId === undefined ? {} : { tenantId }) };
}

/** Keys of a phone from a string of them. */
function tonesOf(text: string): [Tone, ...Tone[]] {
  const tones = [...text.toUpperCase()].map((key, index) => {
    if (!isTone(key)) throw new EngineError("wrong-state", `"${key}" at position ${index} is not a key of a phone`);
    return key;
  });
  const [first, ...rest] = tones;
  if (!first) throw new EngineError("wrong-state", "there are no keys to press");
  return [first, ...rest];
}

function action<Schema extends z.ZodType>(
  schema: Schema,
  act: (people: PeopleCommands, personId: string, body: z.output<Schema>) => void,
): Action {
  return (people, personId, body) => act(people, personId, schema.parse(body));
}

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
    remove: (participantId, callId) => people.remove(id, participantId, callId),
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
