import type { AcsOptions } from "@trunkline/acs";
import { CallingError } from "@trunkline/core";
import type { GraphOptions } from "@trunkline/graph";
import { z } from "zod";
import type { TrunklineConfig } from "./config.js";

/** The part of a configuration that the environment can give. */
export type EnvironmentConfig = Pick<
  TrunklineConfig,
  "provider" | "url" | "secret" | "redis" | "simulator" | "graph" | "acs"
>;

type Environment = Readonly<Record<string, string | undefined>>;

const numbers = z.record(
  z.string(),
  z.strictObject({ applicationInstance: z.string(), displayName: z.string().optional() }),
);

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
 * What a backend still lacks is said when it is chosen, by the adapter's own check.
 */
export function configFromEnvironment(env: Environment): EnvironmentConfig {
  const url = env.TRUNKLINE_URL;
  if (url === undefined)
    throw new CallingError("invalid-request", "TRUNKLINE_URL is missing", {
      hint: "Set it to the address under which the provider reaches the bot: https://bot.example.com/calls.",
    });
  const { TRUNKLINE_SECRET: secret, TRUNKLINE_REDIS_URL: redisUrl, TRUNKLINE_SIMULATOR: simulator } = env;
  if (redisUrl !== undefined && secret === undefined)
    throw new CallingError("invalid-request", "TRUNKLINE_REDIS_URL is set, but TRUNKLINE_SECRET is missing", {
      hint: "Set it to the same 32 characters or more on every instance: openssl rand -base64 32",
    });
  return {
    provider: env.TRUNKLINE_PROVIDER,
    url,
    ...(secret === undefined ? {} : { secret }),
    ...(redisUrl === undefined ? {} : { redis: { url: redisUrl } }),
    ...(simulator === undefined ? {} : { simulator }),
    graph: graphFrom(env),
    acs: acsFrom(env),
  };
}

function graphFrom(env: Environment): GraphOptions | undefined {
  const { GRAPH_APP_ID: appId, GRAPH_CLIENT_SECRET: clientSecret, GRAPH_TENANT_ID: tenantId, GRAPH_CLOUD: cloud } = env;
  if (appId === undefined && clientSecret === undefined && tenantId === undefined) return undefined;
  return {
    // An absent one is empty: the adapter's check names it together with its variable.
    appId: appId ?? "",
    clientSecret: clientSecret ?? "",
    tenantId: tenantId ?? "",
    numbers: numbersFrom(env.GRAPH_NUMBERS),
    ...(cloud === undefined ? {} : { cloud: cloudFrom(cloud) }),
  };
}

const clouds = z.enum(["global", "us-gov-l4", "us-gov-l5", "china"]);

function cloudFrom(text: string): NonNullable<GraphOptions["cloud"]> {
  const cloud = clouds.safeParse(text);
  if (cloud.success) return cloud.data;
  throw new CallingError("invalid-request", `GRAPH_CLOUD is "${text}"`, {
    hint: `Set it to one of ${clouds.options.join(", ")}.`,
  });
}

function acsFrom(env: Environment): AcsOptions | undefined {
  const { ACS_CONNECTION_STRING: connectionString, ACS_RESOURCE_ID: resourceId, ACS_EVENT_GRID_SECRET: secret } = env;
  if (connectionString === undefined && resourceId === undefined) return undefined;
  const cognitiveServicesEndpoint = env.ACS_COGNITIVE_SERVICES_ENDPOINT;
  return {
    connectionString: connectionString ?? "",
    resourceId: resourceId ?? "",
    ...(secret === undefined ? {} : { eventGrid: { secret } }),
    ...(cognitiveServicesEndpoint === undefined ? {} : { cognitiveServicesEndpoint }),
  };
}

function numbersFrom(text: string | undefined): NonNullable<GraphOptions["numbers"]> {
  if (text === undefined) return {};
  try {
    return numbers.parse(JSON.parse(text));
  } catch (cause) {
    throw new CallingError("invalid-request", "GRAPH_NUMBERS is not readable", {
      hint: 'Write it as JSON: {"+14255550100":{"applicationInstance":"<object id of the resource account>"}}.',
      cause,
    });
  }
}
