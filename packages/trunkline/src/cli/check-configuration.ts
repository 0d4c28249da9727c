import { type AnyAdapter, type Calling, CallingError, type Environment } from "@trunkline/core";
import { callingFromConfig } from "../config/calling-from-config.js";
import { type EnvironmentConfig, type EnvironmentProblem, readEnvironment } from "../config/config-from-environment.js";
import { loadPackage } from "../config/load-package.js";

/** The output of `trunkline check`, and whether a bot would start. */
export interface CheckReport {
  readonly ok: boolean;
  readonly text: string;
}

/**
 * Reports what the environment configures: the provider, the callback address, and the capabilities, verb by verb, with the
 * permission that each needs. Reports everything missing or wrong, and what will not work although the bot starts.
 * Sends nothing, neither to the provider nor to Redis.
 */
export async function checkConfiguration(env: Environment): Promise<CheckReport> {
  const { config, problems } = readEnvironment(env);
  const found = problems.map(describeProblem);
  if (!config) return { ok: false, text: section("missing or wrong", found) };
  const { redis: _, ...rest } = config;
  try {
    const calling = await callingFromConfig({ ...rest, logger: false });
    const summary = summaryOf(config, calling);
    await calling.close();
    const text = [...summary, section("missing or wrong", found), section("will not work", await gapsOf(config))];
    return { ok: found.length === 0, text: text.join("") };
  } catch (error) {
    if (!CallingError.is(error)) throw error;
    return { ok: false, text: section("missing or wrong", [...found, ...optionsIn(error.message)]) };
  }
}

function describeProblem({ variable, problem, hint }: EnvironmentProblem): string {
  return `${variable} ${problem}. ${hint}`;
}

/** The adapter reports all wrong options in one line: `acs(options): resourceId: must be …; connectionString: is …`. */
function optionsIn(message: string): readonly string[] {
  return message.replace(/^[\w-]+\(options\): /, "").split(/; (?=[\w.+]+: )/);
}

function summaryOf(config: EnvironmentConfig, { adapter, capabilities }: Calling<AnyAdapter>): readonly string[] {
  const { observations: _, ...verbs } = capabilities;
  const width = Math.max(...Object.keys(verbs).map((name) => name.length));
  const lines = Object.entries(verbs).map(([name, { support, permission, reason }]) =>
    `${name.padEnd(width)}  ${support.padEnd(11)}  ${permission ?? reason ?? ""}`.trimEnd(),
  );
  return [
    `provider   ${adapter.name}${config.simulator === undefined ? "" : ` (simulated, ${config.simulator})`}\n`,
    `callbacks  ${config.url}\n`,
    `calls kept ${config.redis ? "in Redis" : "in memory"}\n`,
    section("verbs", lines),
  ];
}

/** What a bot with this configuration cannot do, although it starts. */
async function gapsOf({
  provider,
  simulator,
  environment = {},
  secret,
}: EnvironmentConfig): Promise<readonly string[]> {
  const { gaps } = await loadPackage(provider);
  const ofProvider = simulator === undefined ? (gaps?.(environment) ?? []) : [];
  if (secret !== undefined) return ofProvider;
  return [
    ...ofProvider,
    "callbacks after a restart: addresses of calls are signed with a secret made at start. Set TRUNKLINE_SECRET to 32 characters or more.",
  ];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
