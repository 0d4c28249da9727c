import type { AdapterPackage, Environment } from "@trunkline/core";
import { rentedLine } from "./rented-line.js";

/** The adapter as a configuration loads it: `TRUNKLINE_PROVIDER=@acme/rented-line`. */
export const trunklineAdapter = { fromEnvironment, create: rentedLine } satisfies AdapterPackage;

function fromEnvironment({
  RENTED_LINE_ACCOUNT: account,
  RENTED_LINE_API_KEY: apiKey,
  RENTED_LINE_WEBHOOK_SECRET: webhookSecret,
}: Environment) {
  return { account, apiKey, webhookSecret };
}

declare module "@trunkline/core" {
  interface AdapterPackages {
    readonly "@acme/rented-line": typeof trunklineAdapter;
  }
}
