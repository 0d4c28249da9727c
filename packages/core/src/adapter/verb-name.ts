import type { VerbInputs } from "./verb-inputs.js";

/** Everything that an adapter can be asked to do. `keepAlive` and `inspect` are core's own errands; the rest are the bot's. */
export type VerbName = keyof VerbInputs;

/** Every verb, in the order in which tables show them. */
export const verbNames: readonly VerbName[] = [
  "create",
  "join",
  "answer",
  "reject",
  "redirect",
  "hangUp",
  "transfer",
  "sendDtmf",
  "subscribeDtmf",
  "play",
  "cancelMedia",
  "keepAlive",
  "inspect",
];
