import type { Bot, BotSpec, Party } from "../../engine/party.js";
import type { BotRegistration } from "../../wire/settings.js";
import type { WireContext } from "../../wire/wire.js";
import { GraphFailure } from "../wire/errors.js";
import type { GraphContext } from "./context.js";

/** The bot that an app acts as: its newest one, or the one that has the application instance. */
export function botOf(graph: GraphContext, appId: string, instance?: string): Bot | undefined {
  const bots = graph.engine.population.bots().filter((bot) => bot.cloud === "graph" && appIdOf(bot) === appId);
  if (instance === undefined) return bots.at(-1);
  return bots.findLast((bot) =>
    bot.addresses.some(
      (party) => party.kind === "application-instance" && party.id.toLowerCase() === instance.toLowerCase(),
    ),
  );
}

/** The bot to create a call with. An app that never registered is registered by its first call, unless that is forbidden. */
export function botForCreate(graph: GraphContext, appId: string, callbackUri: string): Bot {
  const bot = botOf(graph, appId);
  if (bot) return bot;
  if (graph.behavior.current().registrationRequired) {
    throw new GraphFailure(403, "7503", "Application is not registered in our store.", "observed");
  }
  return graph.engine.population.addBot(
    graphBotSpec(graph, { cloud: "graph", application: appId, webhookUrl: callbackUri }),
  );
}

/** The client id of a bot's app, in lower case. */
export function appIdOf(bot: Bot): string {
  const application = bot.addresses.find((party) => party.kind === "application");
  return application?.kind === "application" ? application.id.toLowerCase() : "";
}

/** The number that belongs to a bot's application instance. */
export function numberOf(bot: Bot): Party | undefined {
  return bot.addresses.find((party) => party.kind === "phone");
}

/** A bot's number with the application instance that has it, as entries of `settings.numbers`. */
export function numbersOf(bot: Bot): (readonly [string, { readonly applicationInstance: string }])[] {
  const number = bot.addresses.find((party) => party.kind === "phone");
  const instance = bot.addresses.find((party) => party.kind === "application-instance");
  return number && instance ? [[number.number, { applicationInstance: instance.id }]] : [];
}

/** The number of the simulator's own application instance, unless another bot or person has it (ours). */
export const DEFAULT_NUMBER = "+14255550100";
/** How long an incoming call waits for a decision, and one for policy-based recording (documented). */
const ANSWER_WITHIN_MS = 15_000;
const RECORDING_ANSWER_WITHIN_MS = 5_000;

/**
 * A bot of this cloud for the engine. Its app is its first address; the simulator's own app also gets its own application
 * instance and number, unless the registration names others or the number is taken.
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
