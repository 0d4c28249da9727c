import type { BotSpec } from "../../engine/bot.js";
import type { Party } from "../../engine/party.js";
import type { BotRegistration } from "../../registration.js";
import type { WireContext } from "../../wire.js";

/** The number of the simulator's own application instance, as long as nobody else has it (ours). */
export const DEFAULT_NUMBER = "+14255550100";
/** How long an incoming call waits for a decision, and one for policy-based recording (documented). */
const ANSWER_WITHIN_MS = 15_000;
const RECORDING_ANSWER_WITHIN_MS = 5_000;

/**
 * A bot of this cloud for the engine. Its app is its first address; the simulator's own app also gets its own application
 * instance and number, unless the registration names others or somebody has the number.
 */
export function graphBotSpec({ credentials, engine }: WireContext, registration: BotRegistration): BotSpec {
  const { communicationUser, displayName, webhookUrl } = registration;
  if (communicationUser !== undefined)
    throw new Error("A bot on graph has no communicationUser: give it an application.");
  const own = credentials.graph;
  const application = (registration.application ?? own.appId).toLowerCase();
  const id = registration.id ?? `graph:${application}`;

  const holder = engine.population.botAt({ kind: "phone", number: DEFAULT_NUMBER });
  const free = !holder || holder.id === id;
  const number = registration.number ?? (application === own.appId && free ? DEFAULT_NUMBER : undefined);
  const instance = registration.applicationInstance ?? (number && own.applicationInstance);
  const addresses: readonly [Party, ...Party[]] = [
    { kind: "application", id: application },
    ...(instance ? [{ kind: "application-instance", id: instance } as const] : []),
    ...(number ? [{ kind: "phone", number } as const] : []),
  ];
  return {
    id,
    cloud: "graph",
    displayName: displayName ?? "Calling Bot",
    addresses,
    webhookUrl,
    answerWithinMs: registration.policyRecording ? RECORDING_ANSWER_WITHIN_MS : ANSWER_WITHIN_MS,
  };
}
