import type { AdapterPackage, Environment } from "@trunkline/core";
import type { Unchecked } from "@trunkline/microsoft";
import { graph } from "./graph.js";
import type { GraphOptions } from "./options/options.js";

/** The adapter as a configuration loads it, with its options from the environment (`GRAPH_…`). */
export const trunklineAdapter = { fromEnvironment, create: graph, gaps } satisfies AdapterPackage;

function fromEnvironment({
  GRAPH_APP_ID: appId,
  GRAPH_CLIENT_SECRET: clientSecret,
  GRAPH_TENANT_ID: tenantId,
  GRAPH_CLOUD: cloud,
  GRAPH_NUMBERS: numbers,
}: Environment): Unchecked<GraphOptions> {
  return { appId, clientSecret, tenantId, cloud, numbers: numbers === undefined ? undefined : readNumbers(numbers) };
}

/** The JSON, or the text as it is, which the check of the options refuses. */
function readNumbers(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function gaps({ GRAPH_NUMBERS = "{}" }: Environment): readonly string[] {
  const numbers = readNumbers(GRAPH_NUMBERS);
  const some = typeof numbers === "object" && numbers !== null && Object.keys(numbers).length > 0;
  return some ? [] : ["calls to telephones: the bot has no number. Set GRAPH_NUMBERS."];
}
