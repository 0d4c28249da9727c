import { callingFromConfig, configFromEnvironment } from "trunkline";
import type { BotCalling } from "../bot/bot.js";
import { stepSchema } from "../bot/step.js";
import type { InstanceSettings } from "./settings.js";

/** Short, so that whoever kills an instance does not wait long for another to take over. */
const leaseMs = 2000;

/** The calling interface on one cloud, simulated or real. */
export function openCalling(
  { provider, url, simulator }: InstanceSettings["clouds"][number],
  shared: InstanceSettings["shared"],
): Promise<BotCalling> {
  const cloud =
    simulator === undefined
      ? configFromEnvironment({ ...process.env, TRUNKLINE_PROVIDER: provider, TRUNKLINE_URL: url })
      : { simulator };
  const store = shared && {
    redis: { url: shared.redisUrl, prefix: `${shared.prefix}${provider}:` },
    secret: shared.secret,
    leaseMs,
  };
  return callingFromConfig({ ...cloud, ...store, provider, url, data: stepSchema });
}
