import type { Gathering } from "./gathering.fixture.js";

/** The people on the exchange. */
export type Name = "ada" | "bob" | "cy";

/** Somebody is being called to whom the other side goes over. */
interface Handover {
  readonly to: Name;
  readonly verb: "redirect" | "transfer";
  readonly operation: string;
  /** The leg on which they are dialed, where it is one of its own. */
  readonly leg: string | undefined;
}

/** Somebody is being called into a call. */
interface Invitation {
  readonly operation: string;
  /** Forgets how long it may ring. */
  readonly stop: () => void;
}

/** One call on the exchange. */
export interface Line {
  readonly id: string;
  group: boolean;
  /** Of those who ring, the first who answers has the call. */
  readonly first: boolean;
  /** The address for the call's callbacks; absent: the registered webhook. */
  callback: string | undefined;
  /** The state of the bot's part of it. */
  state: "offered" | "ringing" | "connected" | "released" | "over";
  /** The people on the call. They stay when the bot has handed it over. */
  readonly members: Map<Name, "rings" | "talks">;
  listening: boolean;
  /** Nothing of the bot's is heard. */
  muted: boolean;
  tones: number;
  /** When the last key was pressed. */
  pressedAt: number;
  /** How many further legs it has had. */
  legs: number;
  rosters: number;
  /** The prompts that are playing, by operation, each with a function that stops it. */
  readonly playing: Map<string, () => void>;
  /** The keys that it gathers itself at the moment. */
  gathering: Gathering | undefined;
  /** The handover in progress. */
  handover: Handover | undefined;
  /** Those who are being called into it. */
  readonly invitations: Map<Name, Invitation>;
  /** Those whom nobody hears. */
  readonly silenced: Set<Name>;
  /** Those who hear music in place of the call, and whom nobody hears. */
  readonly held: Set<Name>;
}

export function newLine(id: string, parts: Partial<Line>): Line {
  return {
    id,
    group: false,
    first: false,
    callback: undefined,
    state: "ringing",
    members: new Map(),
    listening: false,
    muted: false,
    tones: 0,
    pressedAt: 0,
    legs: 0,
    rosters: 0,
    playing: new Map(),
    gathering: undefined,
    handover: undefined,
    invitations: new Map(),
    silenced: new Set(),
    held: new Set(),
    ...parts,
  };
}
