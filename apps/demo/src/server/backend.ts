import { randomBytes } from "node:crypto";
import { findRedis, startRedis } from "@trunkline/redis-server";
import type { Simulator } from "@trunkline/simulator";
import { cast, type DemoConfig, meeting } from "../config.js";
import type { InstanceSettings } from "../instance/messages.js";
import type { DemoState, Provider } from "../protocol.js";

/** One cloud, simulated or real: what the page shows of it, and what an instance of the bot needs. */
export interface Backend {
  readonly shown: DemoState["providers"][number];
  readonly cloud: InstanceSettings["clouds"][number];
}

const titles: Readonly<Record<Provider, string>> = { graph: "Microsoft Graph", acs: "Azure Communication Services" };

/** The clouds' own deadlines (documented). */
const answerWithinMs: Readonly<Record<Provider, number>> = { graph: 15_000, acs: 30_000 };

/** The simulated cloud: the bot is registered there, with credentials that are really checked. */
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

/** Adds the meeting for conferences. @returns its join link */
export function simulatedMeeting(simulator: Simulator): string {
  const { subject, thread, organizer } = meeting;
  simulator.addMeeting({ keys: [thread], subject, organizer: { kind: "user", id: organizer }, lobby: "nobody" });
  const context = encodeURIComponent(JSON.stringify({ Tid: simulator.graph.tenantId, Oid: organizer }));
  return `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0?context=${context}`;
}

/** The real cloud, by the library's own variables. @param publicUrl the address at which it reaches the demo's `/calls`. */
export function cloudBackend(name: Provider, publicUrl: string): Backend {
  return {
    shown: { name, title: titles[name], answerWithinMs: answerWithinMs[name], backend: "cloud" },
    cloud: { provider: name, url: `${publicUrl}/${name}`, prompts: new URL("/prompts/", publicUrl).href },
  };
}

/** Whether the environment configures enough of a real cloud to try it. */
export function isCloudConfigured(name: Provider, config: DemoConfig): boolean {
  if (config.publicUrl === undefined) return false;
  return name === "graph" ? config.env.GRAPH_APP_ID !== undefined : config.env.ACS_CONNECTION_STRING !== undefined;
}

/** Where several instances of the bot keep their calls, or why there can be only one. */
export type SharedRedis =
  | { readonly there: true; readonly shared: NonNullable<InstanceSettings["shared"]>; close(): Promise<void> }
  | { readonly there: false; readonly reason: string };

/** The Redis of `REDIS_URL`, or a private one if this machine has a `redis-server`. */
export async function sharedRedis(env: DemoConfig["env"]): Promise<SharedRedis> {
  const prefix = `demo-${process.pid}:`;
  const secret = randomBytes(32).toString("base64url");
  const url = env.REDIS_URL;
  if (url) return { there: true, shared: { redisUrl: url, prefix, secret }, close: async () => {} };
  const found = findRedis(env);
  if (!found.found) return { there: false, reason: found.reason };
  const redis = await startRedis();
  return { there: true, shared: { redisUrl: redis.url, prefix, secret }, close: redis.stop };
}
