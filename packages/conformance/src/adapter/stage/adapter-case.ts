import type { Adapter, Call, Calling, CallingEvent, Composite, Members, Observations, VerbName } from "@trunkline/core";
import type { AdapterSuiteOptions, AdapterUnderTest, PersonUnderTest } from "./adapter-under-test.js";
import type { Callbacks } from "./callbacks.js";
import type { Requests } from "./requests.js";

/** The bot's handle of a call. */
export type SuiteCall = Call<Adapter, unknown>;

/** The promises of an adapter, grouped by verb, by event, and at the border to the cloud. */
export type AdapterGroup =
  | Exclude<VerbName, "subscribeDtmf">
  | "incoming"
  | "responses"
  | "states"
  | "ends"
  | "tones"
  | "operations"
  | "participants"
  | "content sharing"
  | "unrecognized"
  | "callback addresses"
  | "webhook"
  | "accounts"
  | "errors"
  | "refusals"
  | "capabilities";

/** What a person may be able to do. */
export type Act = Exclude<keyof PersonUnderTest, "party" | "calls">;

/** What a case needs. Without it, the case is left out, with the reason. */
export interface Needs {
  /** Verbs that the adapter must have. */
  readonly verbs?: readonly VerbName[];
  /** The keys that people press must be reported: always, or after `subscribeDtmf`. */
  readonly keys?: boolean;
  /** Keys must be collected: by the cloud itself, or by core from those that are reported. */
  readonly collects?: boolean;
  /** What the cloud must report. */
  readonly observes?: readonly (keyof Observations)[];
  /** A connected call with Ada: the bot calls and she picks up, or she calls and the bot answers. */
  readonly line?: boolean;
  /** What Ada must be able to do. */
  readonly ada?: readonly Act[];
  /** What Bob must be able to do. Requires Bob, even if empty. */
  readonly bob?: readonly Act[];
  /** Further members that the adapter under test must supply. */
  readonly parts?: readonly Part[];
}

/** A member that an adapter under test may supply, besides people. */
export type Part = "group" | "meeting" | "fault" | "gateway" | "strange" | "stranger" | "otherAccount";

/** The tools of a case. */
export interface AdapterContext {
  readonly under: AdapterUnderTest;
  readonly options: AdapterSuiteOptions;
  readonly calling: Calling<Adapter>;
  /** Every event that the bot received, oldest first. */
  readonly events: readonly CallingEvent[];
  /** The callbacks on their way to the bot. */
  readonly callbacks: Callbacks;
  /** The requests on their way to the cloud. */
  readonly requests: Requests;
  /** Opens another bot, with several adapters, at the same address. It is closed at the end of the case; its adapters are not. */
  another<M extends Members>(members: M): Calling<Composite<"failover", M>>;
  /** Advances the clock by this many ms. */
  pass(ms: number): Promise<void>;
  /** Advances the clock until `ask` yields a value. @throws Error when it yields none within `withinMs` (default 30,000). */
  until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, withinMs?: number): Promise<T>;
  /** Advances the clock until the work settles. */
  finish<T>(what: string, work: Promise<T>): Promise<T>;
  /** Ends the case as left out: its promise does not apply to this adapter, for this reason. */
  leaveOut(why: string): never;
}

/** One promise, and how to check it. */
export interface AdapterCase {
  readonly group: AdapterGroup;
  /** The promise, as a statement. */
  readonly name: string;
  readonly needs: Needs;
  /** Resolves when the promise is kept, rejects when it is not. */
  run(context: AdapterContext): Promise<void>;
}

/** The cases of one group. Each needs what the group needs and what it names itself. */
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
    keys: (a.keys ?? false) || (b.keys ?? false),
    collects: (a.collects ?? false) || (b.collects ?? false),
    ada: [...(a.ada ?? []), ...(b.ada ?? [])],
    parts: [...(a.parts ?? []), ...(b.parts ?? [])],
    ...bob,
  };
}
