import type { Reaction } from "@trunkline/simulator";
import { type Fault, kindOf } from "./faults.js";

/** Who calls the bot, or is called by it, in these worlds. */
export type Principal = "ada" | "bob" | "eve";
/** Who is there to be transferred, redirected or invited to. */
export type Helper = "cara" | "finn";

/** One thing that the bot does on a call; it notes what came of it. */
export type Step =
  | { readonly do: "pause"; readonly ms: number }
  | {
      readonly do: "play";
      readonly prompts: number;
      readonly loop: boolean;
      /** Given up so long after it was asked for, ms. A loop always is. */
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
  | { readonly do: "cancel-media" }
  | { readonly do: "hang-up" }
  /** Something that must be refused before any request. */
  | { readonly do: "impossible"; readonly what: Impossible }
  /** All of them at once: the media lane puts them in a row. */
  | { readonly do: "together"; readonly steps: readonly Step[] };

export const impossibles = [
  "bad tones",
  "endless collection",
  "no prompts",
  "second answer",
  "unknown kind of party",
] as const;
export type Impossible = (typeof impossibles)[number];

/** What the bot decides about somebody who calls, and how long it thinks about it. */
export type Decision =
  | { readonly kind: "answer"; readonly afterMs: number }
  | { readonly kind: "reject"; readonly afterMs: number; readonly reason: "declined" | "busy" | "forbidden" }
  | { readonly kind: "redirect"; readonly afterMs: number; readonly to: Helper }
  | { readonly kind: "never" };

/** What a person does by itself, so long after the beginning of the call. What is not possible then is left. */
export interface Act {
  readonly atMs: number;
  readonly act:
    | { readonly do: "press"; readonly keys: string; readonly gapMs: number }
    | { readonly do: "hang-up" }
    | { readonly do: "share"; readonly forMs: number };
}

interface AnyCall {
  readonly who: Principal;
  /** Counted from the beginning of the world, ms. */
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
      /** Others that are called with them, in one group call. */
      readonly with: readonly Helper[];
      /** The bot gives up so long after it asked, ms, connected or not. */
      readonly givesUpAfterMs?: number;
    });

/** All that happens in one world, on whichever cloud. */
export interface Scenario {
  readonly calls: readonly CallScript[];
  readonly helpers: Readonly<Record<Helper, Reaction>>;
  readonly faults: readonly Fault[];
  /** How many instances of the bot share a store; callbacks go to them in turn. */
  readonly instances: 1 | 2;
  /**
   * How long the bot takes between two steps, ms. Without a moment in between, what it does next meets what the cloud has to
   * say of the step before, and which of the two is first is each cloud's own affair.
   */
  readonly paceMs: number;
}

/** Faults that change nothing of what a bot is told, nor when. Whatever they strike is taken once, at its time. */
const harmless: ReadonlySet<string> = new Set(["duplicate", "callbacks-first", "key-rotation"]);

/**
 * Whether the unified trace must be the same on both clouds. With other faults what is lost, late or refused differs:
 * a request that one cloud may repeat the other may not, and one event of one cloud is two of the other.
 */
export function leavesTraceAlone({ faults, paceMs }: Scenario): boolean {
  const kinds = faults.map(kindOf);
  // A second key so soon is not asked for: made-up key ids would cost the key server as much.
  const rotations = kinds.filter((kind) => kind === "key-rotation").length;
  return paceMs > 0 && rotations <= 1 && kinds.every((kind) => harmless.has(kind));
}
