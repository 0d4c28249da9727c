import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import { accepted } from "../kit/responses.js";
import { permissions, refuseBetaOnly, type VerbKit } from "../kit/verb-kit.js";
import { refuseTargets, requireIdentity, writeInvitation } from "../parties/party-to-identity.js";

const options = z.strictObject({
  /** How the targets' own forwarding is treated. Sent as it is: a documented example has it, the declared parameters do not. */
  routingPolicies: z
    .array(
      z.enum(["none", "noMissedCall", "disableForwardingExceptPhone", "disableForwarding", "preferSkypeForBusiness"]),
    )
    .optional(),
  /** Beta only. */
  targetDisposition: z.enum(["default", "simultaneousRing", "forward"]).optional(),
  /** Hides who was called. Beta only. */
  maskCallee: z.boolean().optional(),
  /** Hides who calls. Beta only. */
  maskCaller: z.boolean().optional(),
});

/** Sends an incoming call to others: 1 to 25 ring together, for 15 to 90 s. Without a time, 55 s for one and 60 s for several (documented). */
export function redirect(kit: VerbKit) {
  return defineVerb<"redirect">()({
    options,
    permission: permissions.initiate,
    repeat: "never",
    completes: "acceptance",
    refuse: ({ to }) => refuseTargets(to),
    async run({ to, ringMs }, context, own) {
      refuseBetaOnly(kit, "redirect", own, ["targetDisposition", "maskCallee", "maskCaller"]);
      const body = {
        targets: to.map((target) => writeInvitation(requireIdentity(target))),
        ...own,
        timeout: ringMs === undefined ? undefined : Math.round(ringMs / 1000),
        callbackUri: context.callbackUrl,
      };
      return accepted(
        await kit.onCall(context, { method: "POST", action: "redirect", body, permissions: [permissions.initiate] }),
      );
    },
  });
}
