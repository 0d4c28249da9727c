import { callingFromConfig } from "../config/calling-from-config.js";
import { configFromEnvironment } from "../config/config-from-environment.js";

/**
 * Says what the environment configures: the backend, where callbacks go, and what can be done, verb by verb, with the
 * permission that each needs. Nothing is sent, neither to the backend nor to Redis.
 * @throws CallingError that names the variable that is missing or wrong.
 */
export async function checkConfiguration(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const { redis, ...config } = configFromEnvironment(env);
  await using calling = await callingFromConfig(config);
  const { observations: _, ...capabilities } = calling.capabilities;
  const verbs = Object.entries(capabilities);
  const width = Math.max(...verbs.map(([name]) => name.length));
  const lines = verbs.map(([name, { support, permission, reason }]) =>
    `  ${name.padEnd(width)}  ${support.padEnd(11)}  ${permission ?? reason ?? ""}`.trimEnd(),
  );
  return [
    `backend    ${calling.adapter.name}`,
    `callbacks  ${config.url}`,
    `calls kept ${redis ? "in Redis" : "in memory"}`,
    "verbs",
    ...lines,
    "",
  ].join("\n");
}
