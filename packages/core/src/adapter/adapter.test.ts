import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { CallingError } from "../words/calling-error.js";
import { defineAdapter } from "./adapter.js";
import { defineVerb } from "./verb.js";

const acme = defineAdapter({
  name: "acme",
  options: z.strictObject({
    key: z.string().min(3, "must have three characters (ACME_KEY)"),
    region: z.string().default("eu"),
  }),
  setup: (options) => ({
    client: { region: options.region },
    limits: {},
    mapError: (error, verb) => new CallingError("unavailable", `${verb}: ${String(error)}`),
    webhook: { claims: () => false, verify: async () => ({ role: "any" }), parse: () => ({ signals: [] }) },
    verbs: {
      create: defineVerb<"create">()({
        options: z.strictObject({ detect: z.boolean().optional() }),
        run: async (input, _context, options) => ({ providerCallId: `${input.to.length}${options?.detect ?? ""}` }),
      }),
      hangUp: defineVerb<"hangUp">()({ run: async () => ({}) }),
    },
  }),
});

test("an adapter has its name, its client and the options of its verbs as types", () => {
  const adapter = acme({ key: "abc" });
  expect(adapter.client.region).toBe("eu");
  expectTypeOf(adapter.name).toEqualTypeOf<"acme">();
  expectTypeOf<NonNullable<(typeof adapter)["~options"]>["create"]>().toEqualTypeOf<{ detect?: boolean | undefined }>();
});

test("a wrong option is an error that names it and says what it must be", () => {
  expect(() => acme({ key: "a" })).toThrow("acme(options): key: must have three characters (ACME_KEY)");
});

test("an adapter without observations observes nothing, and without end reasons its ends are unknown", () => {
  const adapter = acme({ key: "abc" });
  expect(adapter.observations.ringing).toBe(false);
  expect(
    adapter.endReason({ code: 200, subcode: 1, message: "m" }, { direction: "incoming", wasConnected: true }).kind,
  ).toBe("unknown");
});
