import type { AcsOptions } from "@trunkline/acs";
import { CallingError } from "@trunkline/core";
import type { GraphOptions } from "@trunkline/graph";
import { z } from "zod";
import { type Provider, providers, type TrunklineConfig } from "./config.js";

/** The part of a configuration that the environment can give. */
export type EnvironmentConfig = Pick<
  TrunklineConfig,
  "provider" | "url" | "secret" | "redis" | "simulator" | "graph" | "acs"
>;

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

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
 * - `TRUNKLINE_PROVIDER` (`graph` or `acs`), `TRUNKLINE_URL` (where callbacks reach the bot), `TRUNKLINE_SECRET`
 * - `TRUNKLINE_SIMULATOR` (where a simulator listens): both clouds are simulated, and no other variable of theirs is needed
 * - `TRUNKLINE_REDIS_URL`, for many instances: calls are kept there; needs `TRUNKLINE_SECRET`
 * - Graph: `GRAPH_APP_ID`, `GRAPH_CLIENT_SECRET`, `GRAPH_TENANT_ID`, `GRAPH_CLOUD`,
 *   `GRAPH_NUMBERS` (JSON: `{"+14255550100":{"applicationInstance":"…"}}`)
 * - ACS: `ACS_CONNECTION_STRING`, `ACS_RESOURCE_ID`, `ACS_EVENT_GRID_SECRET`, `ACS_COGNITIVE_SERVICES_ENDPOINT`
 *
 * Blanks, newlines, a byte order mark and a pair of quotes around a value are dropped: files and clipboards add them. An empty
 * value is an absent one. The options of the chosen provider are checked by its adapter, which names their variables.
 * @throws CallingError `invalid-request` that names every variable above that is missing or wrong.
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
  const provider = providers.find((name) => name === env.TRUNKLINE_PROVIDER);
  const numbers = readNumbers(env.GRAPH_NUMBERS);
  const cloud = clouds.optional().safeParse(env.GRAPH_CLOUD);
  const problems: EnvironmentProblem[] = [];
  const wrong = (variable: string, problem: string, hint: string) => void problems.push({ variable, problem, hint });

  if (!provider)
    wrong(
      "TRUNKLINE_PROVIDER",
      env.TRUNKLINE_PROVIDER === undefined ? "is missing" : `is "${env.TRUNKLINE_PROVIDER}"`,
      'Set it to "graph" or "acs".',
    );
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
  if (!numbers)
    wrong(
      "GRAPH_NUMBERS",
      "is not readable",
      'Write it as JSON: {"+14255550100":{"applicationInstance":"<object id of the resource account>"}}.',
    );
  if (!cloud.success) wrong("GRAPH_CLOUD", `is "${env.GRAPH_CLOUD}"`, `Set it to one of ${clouds.options.join(", ")}.`);

  if (!provider || env.TRUNKLINE_URL === undefined) return { config: undefined, problems };
  const config: EnvironmentConfig = {
    provider,
    url: env.TRUNKLINE_URL,
    ...(secret === undefined ? {} : { secret }),
    ...(redisUrl === undefined ? {} : { redis: { url: redisUrl } }),
    ...(simulator === undefined ? {} : { simulator }),
    graph: graphFrom(env, provider, { numbers: numbers ?? {}, ...(cloud.data ? { cloud: cloud.data } : {}) }),
    acs: acsFrom(env, provider),
  };
  return { config, problems };
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

/** An absent variable of the chosen provider is an empty option: the adapter's check names it together with its variable. */
function graphFrom(
  { GRAPH_APP_ID: appId, GRAPH_CLIENT_SECRET: clientSecret, GRAPH_TENANT_ID: tenantId }: Environment,
  provider: Provider,
  more: Pick<GraphOptions, "numbers" | "cloud">,
): GraphOptions | undefined {
  if (provider !== "graph" && !appId && !clientSecret && !tenantId) return undefined;
  return { appId: appId ?? "", clientSecret: clientSecret ?? "", tenantId: tenantId ?? "", ...more };
}

function acsFrom(env: Environment, provider: Provider): AcsOptions | undefined {
  const { ACS_CONNECTION_STRING: connectionString, ACS_RESOURCE_ID: resourceId, ACS_EVENT_GRID_SECRET: secret } = env;
  if (provider !== "acs" && connectionString === undefined && resourceId === undefined) return undefined;
  const cognitiveServicesEndpoint = env.ACS_COGNITIVE_SERVICES_ENDPOINT;
  return {
    ...(connectionString === undefined ? {} : { connectionString }),
    resourceId: resourceId ?? "",
    ...(secret === undefined ? {} : { eventGrid: { secret } }),
    ...(cognitiveServicesEndpoint === undefined ? {} : { cognitiveServicesEndpoint }),
  };
}

const clouds = z.enum(["global", "us-gov-l4", "us-gov-l5", "china"]);

const numbersSchema = z.record(
  z.string(),
  z.strictObject({ applicationInstance: z.string(), displayName: z.string().optional() }),
);

function readNumbers(text: string | undefined): GraphOptions["numbers"] | undefined {
  if (text === undefined) return {};
  try {
    return numbersSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
