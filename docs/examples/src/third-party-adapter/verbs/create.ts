import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";
import { addressesOf, numberOf, refuseParties } from "../parties/parties.js";

/** Begins a call, from one of the account's numbers. Several targets ring until the first of them answers. */
export function create(client: RentedLineClient) {
  return defineVerb<"create">()({
    options: z.strictObject({
      /** The name shown to the one who is called. */
      callerName: z.string().min(1).max(15).optional(),
    }),
    repeat: whileRemembered,
    refuse({ to, from, ring }) {
      if (numberOf(from) === undefined)
        return { code: "invalid-request", message: "a rented line calls from a number", hint: "Give `from`." };
      if (to.length > 1 && ring !== "first")
        return { code: "unsupported", message: "a rented line has no group calls", hint: 'Give `ring: "first"`.' };
      return refuseParties(to);
    },
    async run({ to, from }, context, own) {
      const fields = { to: addressesOf(to), from: numberOf(from) ?? null, caller_name: own?.callerName ?? null };
      const { call } = await client.begin(context, fields);
      return { providerCallId: call, state: "connecting" };
    },
  });
}
