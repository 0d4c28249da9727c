import type { FaultEffect } from "@trunkline/simulator";

/** Something that goes wrong on the way between the cloud and the bot. */
export interface WireTrouble {
  readonly on: "wire";
  readonly atMs: number;
  readonly effect: FaultEffect;
  /** How many callbacks or requests it strikes; or, without, how long it goes on. */
  readonly times?: number;
  readonly forMs?: number;
}

/** The cloud signs with another key from now on. `forget`: the old one is taken out of the published set. */
export interface KeyTrouble {
  readonly on: "keys";
  readonly atMs: number;
  readonly forget: boolean;
}

/** The store of one instance fails. `after`: what was asked of it is done all the same, only the answer is lost. */
export interface StoreTrouble {
  readonly on: "store";
  readonly atMs: number;
  readonly forMs: number;
  readonly instance: 0 | 1;
  readonly when: "before" | "after";
}

export type Trouble = WireTrouble | KeyTrouble | StoreTrouble;

/** What a trouble is called in reports and in the table of what must hold. */
export function kindOf(trouble: Trouble): string {
  if (trouble.on === "keys") return "key-rotation";
  if (trouble.on === "store") return trouble.when === "after" ? "store-answer-lost" : "store-down";
  const { effect } = trouble;
  switch (effect.kind) {
    case "drop":
      return effect.retry ? "drop-and-retry" : "drop-for-good";
    case "respond":
      return `respond-${effect.status}${effect.afterEffect ? "-after-effect" : ""}`;
    case "hang-up-connection":
      return `broken-connection${effect.afterEffect ? "-after-effect" : ""}`;
    default:
      return effect.kind;
  }
}
