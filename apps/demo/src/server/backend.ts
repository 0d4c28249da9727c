import type { Simulator } from "@trunkline/simulator";
import { cast } from "../cast.js";
import type { DemoConfig } from "../config.js";
import type { InstanceSettings } from "../instance/settings.js";
import type { DemoState, Provider } from "../protocol.js";

/** One cloud, simulated or real: what the page shows of it, and what an instance of the bot has to know. */
export interface Backend {
  readonly shown: DemoState["providers"][number];
  readonly cloud: InstanceSettings["clouds"][number];
}

const titles: Readonly<Record<Provider, string>> = { graph: "Microsoft Graph", acs: "Azure Communication Services" };

/** The clouds' own deadlines (documented). */
const answerWithinMs: Readonly<Record<Provider, number>> = { graph: 15_000, acs: 30_000 };

/** The simulated cloud: the bot is registered there, with credentials that are checked for real. */
export async function simulatedBackend(name: Provider, simulator: Simulator, url: string): Promise<Backend> {
  const bot = await simulator.registerBot({
    cloud: name,
    displayName: cast.bot.name,
    webhookUrl: url,
    number: cast.bot.number,
    id: `bot-${name}`,
  });
  return {
    shown: {
      ...{ name, title: titles[name], answerWithinMs: answerWithinMs[name] },
      ...{ backend: "simulator", botId: bot.id },
    },
    cloud: { provider: name, url, simulator: simulator.url, prompts: `${simulator.url}/_sim/media/` },
  };
}

/** The real cloud, by the library's own variables. @param publicUrl where it reaches the demo's `/calls`. */
export function cloudBackend(name: Provider, publicUrl: string): Backend {
  return {
    shown: { name, title: titles[name], answerWithinMs: answerWithinMs[name], backend: "cloud" },
    cloud: { provider: name, url: `${publicUrl}/${name}`, prompts: new URL("/prompts/", publicUrl).href },
  };
}

/** Whether the environment says enough of a real cloud to try it. */
export function isCloudConfigured(name: Provider, config: DemoConfig): boolean {
  if (config.publicUrl === undefined) return false;
  return name === "graph" ? config.env.GRAPH_APP_ID !== undefined : config.env.ACS_CONNECTION_STRING !== undefined;
}
