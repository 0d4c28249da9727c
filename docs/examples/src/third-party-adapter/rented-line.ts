import { type AdapterPackage, defineAdapter } from "@trunkline/core";
import { z } from "zod";
import { RentedLineClient } from "./client.js";
import { endReason } from "./end-reason.js";
import { mapError } from "./map-error.js";
import { verbs } from "./verbs.js";
import { createWebhook } from "./webhook.js";

/**
 * A third-party adapter: for a telephone API that takes forms, answers in XML and signs its callbacks with the
 * account's secret. What it lacks is left out, and core refuses it by name.
 */
export const rentedLine = defineAdapter({
  name: "rented-line",
  options: z.strictObject({
    accountSid: z.string().startsWith("AC", "must start with AC (RENTED_LINE_ACCOUNT_SID)"),
    authToken: z.string().min(1, "is empty (RENTED_LINE_AUTH_TOKEN)"),
    baseUrl: z.url().default("https://api.rented-line.example"),
  }),
  setup(options) {
    const client = new RentedLineClient(options);
    return {
      client,
      verbs: verbs(client),
      absent: { redirect: "a call is answered as soon as its callback is: transfer it instead" },
      limits: {},
      observations: { ringing: true },
      webhook: createWebhook(options),
      endReason,
      mapError,
    };
  },
});

/** Chosen by configuration: TRUNKLINE_PROVIDER=@acme/rented-line. */
export const trunklineAdapter = {
  fromEnvironment: ({ RENTED_LINE_ACCOUNT_SID: accountSid, RENTED_LINE_AUTH_TOKEN: authToken }) => ({
    accountSid,
    authToken,
  }),
  create: rentedLine,
} satisfies AdapterPackage;

declare module "@trunkline/core" {
  interface AdapterPackages {
    readonly "@acme/rented-line": typeof trunklineAdapter;
  }
}
