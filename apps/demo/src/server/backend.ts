import type { Simulator } from "@trunkline/simulator";
import { callingFromConfig, configFromEnvironment } from "trunkline";
import type { BotCalling } from "../bot/bot.js";
import { stepSchema } from "../bot/step.js";
import { cast } from "../cast.js";
import type { DemoConfig } from "../config.js";
import type { Provider } from "../protocol.js";

/** The bot on one cloud, simulated or real. */
export interface Backend {
  readonly name: Provider;
  readonly title: string;
  readonly backend: "simulator" | "cloud";
  readonly answerWithinMs: number;
  readonly botId: string | undefined;
  readonly calling: BotCalling;
}

const titles: Readonly<Record<Provider, string>> = { graph: "Microsoft Graph", acs: "Azure Communication Services" };

/** The clouds' own deadlines (documented). */
const answerWithinMs: Readonly<Record<Provider, number>> = { graph: 15_000, acs: 30_000 };

/** The bot on a simulated cloud: registered there, with credentials that are checked for real. */
export async function simulatedBackend(name: Provider, simulator: Simulator, url: string): Promise<Backend> {
  const bot = await simulator.registerBot({
    cloud: name,
    displayName: cast.bot.name,
    webhookUrl: url,
    number: cast.bot.number,
    id: `bot-${name}`,
  });
  const calling = await callingFromConfig({ provider: name, url, [name]: simulator[name], data: stepSchema });
  return {
    name,
    title: titles[name],
    backend: "simulator",
    answerWithinMs: answerWithinMs[name],
    botId: bot.id,
    calling,
  };
}

/** The bot on a real cloud, by the library's own variables. */
export async function cloudBackend(name: Provider, config: DemoConfig): Promise<Backend> {
  const calling = await callingFromConfig({ ...configFromEnvironment(config.env), provider: name, data: stepSchema });
  return {
    name,
    title: titles[name],
    backend: "cloud",
    answerWithinMs: answerWithinMs[name],
    botId: undefined,
    calling,
  };
}

/** Whether the environment says enough of a real cloud to try it. */
export function isCloudConfigured(name: Provider, config: DemoConfig): boolean {
  if (config.publicUrl === undefined) return false;
  return name === "graph" ? config.env.GRAPH_APP_ID !== undefined : config.env.ACS_CONNECTION_STRING !== undefined;
}
