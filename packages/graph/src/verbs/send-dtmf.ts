import { defineVerb } from "@trunkline/core";
import { cloudsWith } from "@trunkline/microsoft";
import { z } from "zod";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { clientContextOption, permissions, refuseAppHosted, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";
import { writeTone } from "../tones.js";

/** The type of the operation whose end Graph reports. */
export const sendDtmfOperation = "sendDtmfTonesOperation";

const options = z.strictObject(clientContextOption);

const heardByAll = "Graph sends tones into the whole call: everybody on it hears them, not `to` alone";

/** Sends tones into the call, with Graph's own gap between them. Global cloud only. How many it takes at once is not documented. */
export function sendDtmf(kit: VerbKit) {
  return defineVerb<"sendDtmf">()({
    options,
    permission: permissions.initiate,
    clouds: cloudsWith("sendDtmfTones"),
    repeat: "never",
    refuse: (_input, call) => refuseAppHosted(call),
    async run({ tones, gapMs, to }, context, own) {
      const body = {
        tones: tones.map(writeTone),
        delayBetweenTonesMs: gapMs === undefined ? undefined : Math.round(gapMs),
        clientContext: own?.clientContext ?? context.operationId,
      };
      const answer = await kit.onCall(context, {
        method: "POST",
        action: "microsoft.graph.sendDtmfTones",
        body,
        permissions: [permissions.initiate],
      });
      const everyone = to !== undefined && readMemo(context.memo).group;
      const taken = refuseFailed(acceptedOperation(answer));
      return everyone ? { ...taken, warnings: [heardByAll] } : taken;
    },
  });
}
