import { acs } from "@trunkline/acs";
import { type Adapter, CallingError, type Party, party, phone } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import type { PersonOptions, Simulator } from "@trunkline/simulator";

/** The bot's own number, on both clouds. */
export const botNumber = "+14255550100";

/** The people with a telephone or a Teams client in these scenarios. They react only as a scenario says. */
export const cast = {
  ada: phone("+14255550123"),
  bob: phone("+14255550142"),
  cara: phone("+14255550177"),
  eve: party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8"),
  finn: party.user("29362bd4-cd58-4ed0-a206-0e4a33dbb0b6"),
  gwen: party.user("6ac1b2c5-3f1d-4f6f-9f0e-2f6d9a5a4b11"),
} as const;

/** The cast in the simulator's format. */
export const people: readonly PersonOptions[] = Object.entries(cast).map(([id, who]) => ({
  id,
  displayName: id,
  party: who.kind === "phone" ? who.number : { kind: "user", id: who.id },
}));

/** The name of a party in a trace. A party outside the cast is the bot itself, under any of its names. */
export function nameOf(who: Party): string {
  for (const [name, member] of Object.entries(cast)) {
    if (who.kind === "phone" && member.kind === "phone" && who.number === member.number) return name;
    if (who.kind === "user" && member.kind === "user" && who.id.toLowerCase() === member.id) return name;
  }
  return "bot";
}

/** The clouds that every scenario runs on. */
export const providers = ["graph", "acs"] as const;
export type Provider = (typeof providers)[number];

/** The adapter for the simulator's form of a cloud. `over`: options that replace the simulator's. */
export function adapterOn(provider: Provider, simulator: Simulator, over: object = {}): Adapter {
  const { clock } = simulator;
  return provider === "graph"
    ? graph({ ...simulator.graph, clock, ...over })
    : acs({ ...simulator.acs, clock, ...over });
}

/** The code of a `CallingError`; anything else is a mistake in the scenario, and is thrown. */
export function codeOf(error: unknown): string {
  if (CallingError.is(error)) return error.code;
  throw error;
}

/** The error that a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<CallingError> {
  try {
    await promise;
  } catch (error) {
    if (CallingError.is(error)) return error;
    throw error;
  }
  throw new Error("The promise did not reject.");
}
