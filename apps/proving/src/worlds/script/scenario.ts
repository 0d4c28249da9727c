import type { Reaction } from "@trunkline/simulator";
import { type Fault, kindOf } from "./faults.js";

/** A person who calls the bot, or is called by it. */
export type Counterpart = "ada" | "bob" | "eve";
/** A person who can be transferred to, redirected to or invited. */
export type Helper = "cara" | "finn" | "gwen";
/** `other`: the other side of the call, or whom the bot called first. */
export type Somebody = "other" | Helper;

/** A step about who is on the call. Most people are not there, or cannot be reached or muted: refused then, before any request. */
export type PeopleStep =
  | { readonly do: "add"; readonly who: Helper; readonly ringMs?: number; readonly cancelAfterMs?: number }
  | { readonly do: "remove" | "mute"; readonly who: Somebody }
  | { readonly do: "hold"; readonly who: Somebody; readonly prompt: boolean; readonly forMs: number }
  /** Calls the helper first, and has the other side take the bot's place in that call. */
  | { readonly do: "warm-transfer"; readonly to: Helper; readonly ringMs: number };

/** One step of the bot on a call; it notes the outcome. */
export type Step =
  | { readonly do: "pause"; readonly ms: number }
  | {
      readonly do: "play";
      readonly prompts: number;
      readonly loop: boolean;
      /** When the operation is canceled, ms after it was started. A loop always is. */
      readonly cancelAfterMs?: number;
    }
  | {
      readonly do: "collect";
      readonly max: number;
      readonly stopOn?: string;
      readonly firstToneMs: number;
      readonly interToneMs: number;
      readonly bargeIn: boolean;
      readonly secret: boolean;
      readonly prompt: boolean;
      readonly cancelAfterMs?: number;
    }
  | { readonly do: "send"; readonly tones: string; readonly cancelAfterMs?: number }
  | { readonly do: "transfer"; readonly to: Helper }
  | PeopleStep
  | { readonly do: "cancel-media" }
  | { readonly do: "hang-up" }
  /** Something impossible that must be refused before any request. */
  | { readonly do: "impossible"; readonly what: Impossible }
  /** All of them at once: the media lane runs them in sequence. */
  | { readonly do: "together"; readonly steps: readonly Step[] };

export const impossibles = [
  "bad tones",
  "endless collection",
  "no prompts",
  "second answer",
  "unknown kind of party",
] as const;
export type Impossible = (typeof impossibles)[number];

/** What the bot decides about an incoming call, and after how long. */
export type Decision =
  | { readonly kind: "answer"; readonly afterMs: number }
  | { readonly kind: "reject"; readonly afterMs: number; readonly reason: "declined" | "busy" | "forbidden" }
  | { readonly kind: "redirect"; readonly afterMs: number; readonly to: Helper }
  | { readonly kind: "never" };

/** What a person does by themselves, at a time after the start of the call. Skipped when it is not possible then. */
export interface Act {
  readonly atMs: number;
  readonly act:
    | { readonly do: "press"; readonly keys: string; readonly gapMs: number }
    | { readonly do: "hang-up" }
    | { readonly do: "share"; readonly forMs: number };
}

interface AnyCall {
  readonly who: Counterpart;
  /** Counted from the start of the world, ms. */
  readonly startMs: number;
  readonly acts: readonly Act[];
  readonly steps: readonly Step[];
  /** Whether the bot hangs up when its steps are done. */
  readonly hangsUp: boolean;
}

export type CallScript =
  | (AnyCall & { readonly direction: "incoming"; readonly decision: Decision })
  | (AnyCall & {
      readonly direction: "outgoing";
      readonly reaction: Reaction;
      /** Others who are called as well, in one group call. */
      readonly with: readonly Helper[];
      /** How long the bot lets it ring. */
      readonly ringMs?: number;
      /** When the bot gives up, connected or not, ms after the start. */
      readonly givesUpAfterMs?: number;
    });

/** Everything that happens in one world, on either cloud. */
export interface Scenario {
  readonly calls: readonly CallScript[];
  readonly helpers: Readonly<Record<Helper, Reaction>>;
  readonly faults: readonly Fault[];
  /** How many instances of the bot share a store; callbacks go to them in turn. */
  readonly instances: 1 | 2;
  /**
   * The pause of the bot between two steps, ms. Without it, the bot's next step coincides with the cloud's callbacks about
   * the last one, and their order depends on the cloud.
   */
  readonly paceMs: number;
}

/** Faults that change neither the bot's events nor their times. Whatever they affect still arrives once and in time. */
const harmless: ReadonlySet<string> = new Set(["duplicate", "callbacks-first", "key-rotation"]);

/**
 * Whether the unified trace must be the same on both clouds. With other faults, what is lost, late or refused differs: one
 * cloud may repeat a request that the other may not, and one event of one cloud is two on the other.
 */
export function leavesTraceAlone({ calls, faults, paceMs }: Scenario): boolean {
  if (!calls.every(isTheSameOnBoth)) return false;
  const kinds = faults.map(kindOf);
  // A second new key is not fetched so soon: otherwise forged key ids would cost the key server just as much.
  const rotations = kinds.filter((kind) => kind === "key-rotation").length;
  return paceMs > 0 && rotations <= 1 && kinds.every((kind) => harmless.has(kind));
}

/**
 * What can be done with people on a call for two, with a telephone, and who can be muted depends on the cloud; so does whose keys are meant on a group call.
 */
export function isTheSameOnBoth({ steps, ...call }: CallScript): boolean {
  const group = call.direction === "outgoing" && call.with.length > 0;
  if (!group) return !steps.some(isAboutPeople);
  return steps.every(
    (step) =>
      onGroups.has(step.do) && !("who" in step && step.who === "cara") && !("ringMs" in step) && !isCanceled(step),
  );
}

/** Only ACS stops the ringing of somebody who is added. */
function isCanceled(step: Step): boolean {
  return step.do === "add" && step.cancelAfterMs !== undefined;
}

const onGroups: ReadonlySet<Step["do"]> = new Set([
  "pause",
  "play",
  "cancel-media",
  "hang-up",
  "add",
  "remove",
  "hold",
]);
const aboutPeople: ReadonlySet<Step["do"]> = new Set(["add", "remove", "mute", "hold", "warm-transfer"]);

/** Whether a step is about who is on the call. */
export function isAboutPeople(step: Step): step is PeopleStep {
  return aboutPeople.has(step.do);
}
