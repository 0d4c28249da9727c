import type { Party, VerbInputs, VerbName } from "@trunkline/core";
import type { AdapterCase, Needs } from "../../stage/adapter-case.js";
import { addParticipant, cancelAddParticipant } from "../people/adding.js";
import { hold, unhold } from "../people/holding.js";
import { removeParticipant } from "../people/removing.js";
import { mute, unmute } from "../people/silencing.js";
import { collectDtmf } from "./collecting.js";
import { answer, redirect, reject } from "./decisions.js";
import { create, join } from "./dialing.js";
import { sendDtmf } from "./dtmf.js";
import { hangUp, transfer } from "./leaving.js";
import { cancelMedia, play } from "./media.js";
import { muteSelf, unmuteSelf } from "./muting.js";
import { inspect, inspectOfCallers, keepAlive } from "./upkeep.js";

/** What shows a verb at work. */
export type ToSee = Pick<Needs, "line" | "ada" | "bob" | "parts">;

/** What the suite knows about a verb. */
interface VerbUnderTest<V extends VerbName> {
  /** Its promises. */
  readonly cases: readonly AdapterCase[];
  /** What it takes to exercise it. Of several, one is enough. */
  readonly toSee: ToSee | readonly [ToSee, ...ToSee[]];
  /** The inputs for `refuse`: ones that core lets through, valid and invalid. */
  readonly inputs: readonly VerbInputs[V][];
}

/** One party of every kind. */
const parties: readonly Party[] = [
  { kind: "phone", number: "+14255550123" },
  { kind: "sip", uri: "sip:ada@example.com" },
  { kind: "user", id: "98da8a1a-1b87-452c-a713-65d3f10b1253" },
  { kind: "application", id: "2891555a-92ff-42e6-80fa-6e1300c6b5c6" },
  { kind: "guest", id: "g", displayName: "A guest" },
  { kind: "provider", provider: "no-such-provider", type: "no-such-type", id: "x" },
  { kind: "unknown", rawId: "no such identifier" },
];
const each = <T>(of: (party: Party) => T): readonly T[] => parties.map(of);

/** One participant of every kind, before and after the first roster. */
const somebody = [...each((party) => ({ who: { party } })), ...each((party) => ({ who: { party, id: "x" } }))];

/** A mute shows in the roster of a meeting, or in what Ada hears. */
const heardOrShown = [{ parts: ["meeting"] }, { line: true, ada: ["hearsBot"] }] as const;

/** A group call, or a call with Ada to which Bob is added. */
const severalOthers = [{ parts: ["group"] }, { line: true, bob: ["answer"] }] as const;

const collecting = { stopOn: ["#"], firstToneMs: 5_000, interToneMs: 86_400_000, bargeIn: true } as const;

/** Every verb that an adapter can have. Its cases run in this order. */
export const verbsUnderTest: { readonly [V in VerbName]: VerbUnderTest<V> } = {
  create: {
    cases: create,
    toSee: { ada: ["answer"] },
    inputs: [
      ...each((to) => ({ to: [to] })),
      ...each((from) => ({ to: parties.slice(0, 1), from })),
      { to: parties },
      { to: parties.slice(0, 2), ring: "first" },
    ],
  },
  join: {
    cases: join,
    toSee: { parts: ["meeting"] },
    inputs: [
      { target: { kind: "teams-meeting", url: "https://example.com/not-a-meeting" } },
      { target: { kind: "meeting-id", id: "" } },
      { target: { kind: "meeting-thread", threadId: "", organizer: { id: "", tenantId: "" } } },
      { target: { kind: "meeting-token", token: "" } },
      { target: { kind: "group", id: "" }, as: { kind: "guest", id: "g", displayName: "A guest" } },
      { target: { kind: "room", id: "" } },
      { target: { kind: "server-call", id: "" } },
      { target: { kind: "provider", provider: "nobody", target: null } },
    ],
  },
  answer: { cases: answer, toSee: { ada: ["dial"] }, inputs: [{}] },
  reject: {
    cases: reject,
    toSee: { ada: ["dial"] },
    inputs: [{ reason: "busy" }, { reason: "declined" }, { reason: "forbidden" }],
  },
  redirect: {
    cases: redirect,
    toSee: { ada: ["dial"], bob: ["answer"] },
    inputs: [...each((to) => ({ to: [to] })), { to: parties }, { to: parties.slice(0, 1), ringMs: 20_000 }],
  },
  hangUp: { cases: hangUp, toSee: { line: true }, inputs: [{ everyone: false }, { everyone: true }] },
  transfer: {
    cases: transfer,
    toSee: { line: true, bob: ["answer"] },
    inputs: [
      ...each((to) => ({ to })),
      ...each((transferee) => ({ to: { kind: "phone", number: "+14255550123" } as const, transferee })),
      { to: { kind: "phone", number: "+14255550123" }, replaces: { providerCallId: "x" } },
      { replaces: { providerCallId: "x" } },
    ],
  },
  sendDtmf: {
    cases: sendDtmf,
    toSee: { line: true, ada: ["heard"] },
    inputs: [
      { tones: [] },
      { tones: ["1", "!"] },
      { tones: Array.from({ length: 100 }, () => "1" as const), gapMs: 100 },
      ...each((to) => ({ tones: ["1"] as const, to })),
    ],
  },
  // The groups "tones" and "collectDtmf" have its cases.
  subscribeDtmf: { cases: [], toSee: { line: true, ada: ["press"] }, inputs: [{}, ...each((of) => ({ of }))] },
  play: {
    cases: play,
    toSee: { line: true, ada: ["heard"] },
    inputs: [
      { prompts: [{ url: "https://cdn.example.com/hello.wav" }], loop: true },
      { prompts: [{ text: "hello", voice: "no-such-voice" }, { ssml: "<speak/>" }], loop: false },
      ...each((to) => ({ prompts: [{ url: "https://cdn.example.com/hello.wav" }], loop: false, to: [to] })),
    ],
  },
  cancelMedia: { cases: cancelMedia, toSee: { line: true }, inputs: [{}, { collecting: { operationId: "x" } }] },
  muteSelf: { cases: muteSelf, toSee: heardOrShown, inputs: [{}] },
  unmuteSelf: { cases: unmuteSelf, toSee: heardOrShown, inputs: [{}] },
  addParticipant: {
    cases: addParticipant,
    toSee: { line: true, bob: ["answer"] },
    inputs: [
      ...each((to) => ({ to })),
      ...each((from) => ({ to: { kind: "phone", number: "+14255550123" } as const, from })),
      { to: { kind: "phone", number: "+14255550123" }, ringMs: 20_000, replaces: { providerCallId: "x" } },
    ],
  },
  cancelAddParticipant: {
    cases: cancelAddParticipant,
    toSee: { line: true, bob: ["answer"] },
    inputs: each((to) => ({ operationId: "x", to })),
  },
  removeParticipant: { cases: removeParticipant, toSee: severalOthers, inputs: somebody },
  mute: { cases: mute, toSee: severalOthers, inputs: somebody },
  unmute: { cases: unmute, toSee: severalOthers, inputs: somebody },
  hold: {
    cases: hold,
    toSee: severalOthers,
    inputs: [...somebody, ...somebody.map((input) => ({ ...input, prompt: { text: "hello" } }))],
  },
  unhold: { cases: unhold, toSee: severalOthers, inputs: somebody },
  keepAlive: { cases: keepAlive, toSee: { line: true }, inputs: [{}] },
  inspect: { cases: [...inspect, ...inspectOfCallers], toSee: { line: true, ada: ["hangUp"] }, inputs: [{}] },
  collectDtmf: {
    cases: collectDtmf,
    toSee: { line: true, ada: ["press"] },
    inputs: [
      { ...collecting, prompts: [], max: 4 },
      { ...collecting, prompts: [{ text: "your number, please" }], bargeIn: false },
      { ...collecting, prompts: [{ url: "https://cdn.example.com/hello.wav" }], stopOn: ["#", "*", "!"] },
      ...each((of) => ({ ...collecting, prompts: [], max: 1_000_000, of })),
    ],
  },
};

/** The inputs of a verb, frozen: an adapter that changes one fails. */
export function inputsOf<V extends VerbName>(verb: V): readonly VerbInputs[V][] {
  return frozen(verbsUnderTest[verb].inputs);
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
