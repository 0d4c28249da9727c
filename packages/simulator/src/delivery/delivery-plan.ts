import type { FaultEffect } from "./fault.js";
import type { Spoiling } from "./spoiling.js";

/** The faults that strike callbacks. */
export const CALLBACK_FAULTS = [
  "delay",
  "drop",
  "duplicate",
  "reorder",
  "corrupt",
  "slow-bot",
  "dead-bot",
  "batch",
  "rewrite-path",
] as const;
/** Those of them that strike every attempt, not only the first: they stand between the sender and the bot. */
export const FAULTS_ON_THE_WAY = ["dead-bot", "rewrite-path"] as const;
type CallbackFault = Extract<FaultEffect, { kind: (typeof CALLBACK_FAULTS)[number] }>;

/** What is to be done with one delivery, when all faults that strike it are taken together. */
export interface DeliveryPlan {
  readonly spoiling: Spoiling;
  /** Let the next of the stream go first, for at most this long. */
  readonly yieldMs?: number;
  /** Send it this much later, out of order. */
  readonly delayMs?: number;
  readonly copies: number;
  readonly copiesAfterMs: number;
  /** The sender tries again even if it has no schedule. */
  readonly insist: boolean;
}

export function planOf(effects: readonly CallbackFault[]): DeliveryPlan {
  const find = <Kind extends CallbackFault["kind"]>(kind: Kind) =>
    effects.find((effect): effect is Extract<CallbackFault, { kind: Kind }> => effect.kind === kind);
  const drop = find("drop");
  const reorder = find("reorder");
  const delay = find("delay");
  const duplicate = find("duplicate");
  const slow = find("slow-bot");
  const isNoticed = find("dead-bot") !== undefined || drop?.retry === true;
  return {
    spoiling: {
      ...(effects.length > 0 ? { fault: effects.map((effect) => effect.kind).join(", ") } : {}),
      ...(find("corrupt") ? { corrupt: true } : {}),
      ...(slow ? { slowMs: slow.ms } : {}),
      batches: effects.filter((effect) => effect.kind === "batch"),
      rewrites: effects.filter((effect) => effect.kind === "rewrite-path"),
      ...(isNoticed ? { withhold: "failed" } : drop ? { withhold: "dropped" } : {}),
    },
    ...(reorder ? { yieldMs: reorder.withinMs ?? 1000 } : {}),
    ...(delay ? { delayMs: delay.ms } : {}),
    copies: duplicate ? (duplicate.copies ?? 1) : 0,
    copiesAfterMs: duplicate?.afterMs ?? 0,
    insist: drop?.retry === true,
  };
}
