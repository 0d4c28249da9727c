import type { Bot } from "../../engine/bot.js";
import type { Party } from "../../engine/party.js";
import { GraphFailure } from "../api/graph-failure.js";
import type { GraphContext } from "../graph-context.js";
import { graphBotSpec } from "./bot-spec.js";

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
