import type { AdapterPackage, Environment } from "@trunkline/core";
import type { Unchecked } from "@trunkline/microsoft";
import { acs } from "./acs.js";
import type { AcsOptions } from "./options/options.js";

/** The adapter as a configuration loads it, with its options from the environment (`ACS_…`). */
export const trunklineAdapter = { fromEnvironment, create: acs, gaps } satisfies AdapterPackage;

function fromEnvironment({
  ACS_CONNECTION_STRING: connectionString,
  ACS_RESOURCE_ID: resourceId,
  ACS_EVENT_GRID_SECRET: secret,
  ACS_COGNITIVE_SERVICES_ENDPOINT: cognitiveServicesEndpoint,
}: Environment): Unchecked<AcsOptions> {
  const eventGrid = secret === undefined ? undefined : { secret };
  return { connectionString, resourceId, eventGrid, cognitiveServicesEndpoint };
}

function gaps({ ACS_EVENT_GRID_SECRET, ACS_COGNITIVE_SERVICES_ENDPOINT }: Environment): readonly string[] {
  return [
    ACS_EVENT_GRID_SECRET === undefined
      ? "incoming calls: Event Grid has no secret to authenticate with. Set ACS_EVENT_GRID_SECRET, and add it to the subscription's address."
      : "",
    ACS_COGNITIVE_SERVICES_ENDPOINT === undefined
      ? "text and SSML prompts: set ACS_COGNITIVE_SERVICES_ENDPOINT to an Azure AI services resource."
      : "",
  ].filter(Boolean);
}
