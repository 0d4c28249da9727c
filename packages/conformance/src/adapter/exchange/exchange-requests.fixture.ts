import {
  describeParty,
  type Party,
  type Prompt,
  type Refusal,
  type Verb,
  type VerbAnswer,
  type VerbContext,
} from "@trunkline/core";
import type { Order } from "./switchboard.fixture.js";

/** Sends a request about a call. */
export type OnCall = (order: Omit<Order, "operation" | "call">, context: VerbContext) => Promise<VerbAnswer>;

export type Repeat = NonNullable<Verb["repeat"]>;

export function refuseParties(to: readonly Party[]): Refusal | undefined {
  const wrong = to.find(({ kind }) => kind !== "phone");
  return wrong && { code: "unsupported", message: `the exchange cannot reach ${describeParty(wrong)}` };
}

export function numbersOf(to: readonly Party[]): readonly string[] {
  return to.flatMap((party) => (party.kind === "phone" ? [party.number] : []));
}

export function urlsOf(prompts: readonly Prompt[]): readonly string[] {
  return prompts.flatMap((prompt) => ("url" in prompt ? [prompt.url] : []));
}
