import type { Adapter, Call, Calling, CallingEvent, Observations, VerbName } from "@trunkline/core";
import type { AdapterSuiteOptions, AdapterUnderTest, PersonUnderTest } from "./adapter-under-test.js";
import type { Callbacks } from "./callbacks.js";
import type { Requests } from "./requests.js";

/** The bot's end of a call, as the suite has it. */
export type SuiteCall = Call<Adapter, unknown>;

/** The promises of an adapter, in groups: by verb, by event, and at the border to the cloud. */
export type AdapterGroup =
  | Exclude<VerbName, "subscribeDtmf">
  | "collectDtmf"
  | "incoming"
  | "states"
  | "ends"
  | "tones"
  | "operations"
  | "participants"
  | "content sharing"
  | "unrecognized"
  | "callback addresses"
  | "webhook"
  | "errors"
  | "refusals"
  | "capabilities";

/** What a person may be able to do. */
export type Act = Exclude<keyof PersonUnderTest, "party" | "calls">;

/** What a case takes. Without it, the case is left out, and says so. */
export interface Needs {
  /** What the adapter has to have. */
  readonly verbs?: readonly VerbName[];
  /** What the cloud has to tell. */
  readonly observes?: readonly (keyof Observations)[];
  /** A call with Ada that is up: the bot calls and she picks up, or she calls and the bot answers. */
  readonly line?: boolean;
  /** What Ada has to be able to do. */
  readonly ada?: readonly Act[];
  /** What Bob has to be able to do; he has to be there. */
  readonly bob?: readonly Act[];
  /** What else the adapter under test has to bring along. */
  readonly parts?: readonly Part[];
}

/** Something that an adapter under test may bring along, beside people. */
export type Part = "group" | "meeting" | "fault" | "forgeries" | "strange" | "stranger";

/** What a case has to work with. */
export interface AdapterContext {
  readonly under: AdapterUnderTest;
  readonly options: AdapterSuiteOptions;
  readonly calling: Calling<Adapter>;
  /** Everything that the bot was told, oldest first. */
  readonly events: readonly CallingEvent[];
  /** The callbacks on their way to the bot. */
  readonly callbacks: Callbacks;
  /** The requests on their way to the cloud. */
  readonly requests: Requests;
  /** Lets so many ms pass. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until there is an answer. @throws Error when there is none within `withinMs` (default 30,000). */
  until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, withinMs?: number): Promise<T>;
  /** Lets time pass until work is over. */
  finish<T>(what: string, work: Promise<T>): Promise<T>;
  /** Ends the case: its promise has no meaning for this adapter, for this reason. */
  leaveOut(why: string): never;
}

/** One promise, and the way to see that it is kept. */
export interface AdapterCase {
  readonly group: AdapterGroup;
  /** The promise, as a statement. */
  readonly name: string;
  readonly needs: Needs;
  /** Resolves when the promise is kept, rejects when it is not. */
  run(context: AdapterContext): Promise<void>;
}

/** The cases of one group. Each needs what the group needs, and what it names itself. */
export function inGroup(
  group: AdapterGroup,
  common: Needs,
  cases: readonly (Pick<AdapterCase, "name" | "run"> & { readonly needs?: Needs })[],
): readonly AdapterCase[] {
  return cases.map(({ needs = {}, ...one }) => ({ group, ...one, needs: both(common, needs) }));
}

function both(a: Needs, b: Needs): Needs {
  const bob = a.bob || b.bob ? { bob: [...(a.bob ?? []), ...(b.bob ?? [])] } : {};
  return {
    verbs: [...(a.verbs ?? []), ...(b.verbs ?? [])],
    observes: [...(a.observes ?? []), ...(b.observes ?? [])],
    line: (a.line ?? false) || (b.line ?? false),
    ada: [...(a.ada ?? []), ...(b.ada ?? [])],
    parts: [...(a.parts ?? []), ...(b.parts ?? [])],
    ...bob,
  };
}
