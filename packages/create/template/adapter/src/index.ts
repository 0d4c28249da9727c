import type { AdapterPackage, Environment } from "@trunkline/core";
import { myLine } from "./my-line.js";

export { myLine } from "./my-line.js";

/** The adapter as a configuration loads it: `TRUNKLINE_PROVIDER` is the name of this package. */
export const trunklineAdapter = { fromEnvironment, create: myLine } satisfies AdapterPackage;

function fromEnvironment({
  MY_LINE_API_KEY: apiKey,
  MY_LINE_WEBHOOK_SECRET: webhookSecret,
  MY_LINE_URL: baseUrl,
}: Environment) {
  return { apiKey, webhookSecret, ...(baseUrl === undefined ? {} : { baseUrl }) };
}
