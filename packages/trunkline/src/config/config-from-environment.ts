import { CallingError, type Environment } from "@trunkline/core";
import type { Provider, TrunklineConfig } from "./config.js";

/** The part of a configuration that the environment can give. The chosen provider reads its own options from `environment`. */
export type EnvironmentConfig = Pick<
  TrunklineConfig,
  "provider" | "url" | "secret" | "redis" | "simulator" | "environment"
>;

/** A variable that is missing or wrong, and what to do about it. */
export interface EnvironmentProblem {
  readonly variable: string;
  readonly problem: string;
  readonly hint: string;
}

/** What the environment configures: a configuration, unless something that every provider needs is missing or wrong. */
export interface EnvironmentReading {
  readonly config: EnvironmentConfig | undefined;
  readonly problems: readonly EnvironmentProblem[];
}

/**
 * Reads a configuration from environment variables:
 *
 * - `TRUNKLINE_PROVIDER` (`graph`, `acs`, or the name of another adapter's package), `TRUNKLINE_URL` (where callbacks reach the bot), `TRUNKLINE_SECRET`
 * - `TRUNKLINE_SIMULATOR` (where a simulator listens): both clouds are simulated, and no other variable of theirs is needed
 * - `TRUNKLINE_REDIS_URL`, for many instances: calls are kept there; needs `TRUNKLINE_SECRET`
 * - Graph: `GRAPH_APP_ID`, `GRAPH_CLIENT_SECRET`, `GRAPH_TENANT_ID`, `GRAPH_CLOUD`,
 *   `GRAPH_NUMBERS` (JSON: `{"+14255550100":{"applicationInstance":"…"}}`)
 * - ACS: `ACS_CONNECTION_STRING`, `ACS_RESOURCE_ID`, `ACS_EVENT_GRID_SECRET`, `ACS_COGNITIVE_SERVICES_ENDPOINT`
 *
 * Blanks, newlines, a byte order mark and a pair of quotes around a value are dropped: files and clipboards add them. An empty
 * value is an absent one. The options of the chosen provider are read and checked when its package is loaded, which names their variables.
 * @throws CallingError `invalid-request` that names every variable with `TRUNKLINE_` that is missing or wrong.
 */
export function configFromEnvironment(env: Environment): EnvironmentConfig {
  const { config, problems } = readEnvironment(env);
  if (config && problems.length === 0) return config;
  throw environmentError(problems);
}

/** The same, with a list of problems instead of an error. */
export function readEnvironment(given: Environment): EnvironmentReading {
  const env = withoutWrapping(given);
  const { TRUNKLINE_SECRET: secret, TRUNKLINE_REDIS_URL: redisUrl, TRUNKLINE_SIMULATOR: simulator } = env;
  const { TRUNKLINE_PROVIDER: provider } = env;
  const problems: EnvironmentProblem[] = [];
  const wrong = (variable: string, problem: string, hint: string) => void problems.push({ variable, problem, hint });

  if (provider === undefined)
    wrong("TRUNKLINE_PROVIDER", "is missing", 'Set it to "graph" or "acs", or to the name of an adapter\'s package.');
  if (env.TRUNKLINE_URL === undefined)
    wrong(
      "TRUNKLINE_URL",
      "is missing",
      "Set it to the address under which the provider reaches the bot: https://bot.example.com/calls.",
    );
  if (redisUrl !== undefined && secret === undefined)
    wrong(
      "TRUNKLINE_SECRET",
      "is missing, but TRUNKLINE_REDIS_URL is set",
      "Set it to the same 32 characters or more on every instance: openssl rand -base64 32",
    );

  if (!isProvider(provider) || env.TRUNKLINE_URL === undefined) return { config: undefined, problems };
  const config: EnvironmentConfig = {
    provider,
    url: env.TRUNKLINE_URL,
    ...(secret === undefined ? {} : { secret }),
    ...(redisUrl === undefined ? {} : { redis: { url: redisUrl } }),
    ...(simulator === undefined ? {} : { simulator }),
    environment: env,
  };
  return { config, problems };
}

/** Any name may be that of a package: whether there is one is known when it is loaded. */
function isProvider(name: string | undefined): name is Provider {
  return name !== undefined;
}

/** One error for all problems. */
function environmentError(problems: readonly EnvironmentProblem[]): CallingError {
  const lines = problems.map(({ variable, problem, hint }) => `${variable} ${problem}. ${hint}`);
  const [only] = problems;
  if (only && problems.length === 1)
    return new CallingError("invalid-request", `${only.variable} ${only.problem}`, { hint: only.hint });
  return new CallingError(
    "invalid-request",
    `${problems.length} variables are missing or wrong:\n  ${lines.join("\n  ")}`,
  );
}

/** Drops what files, clipboards and `.env` readers leave around a value. `trim` removes a byte order mark too. */
function withoutWrapping(env: Environment): Environment {
  const clean = (text = "") =>
    text
      .trim()
      .replace(/^(["'])([\s\S]*)\1$/, "$2")
      .trim() || undefined;
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, clean(value)]));
}
