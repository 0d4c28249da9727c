import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import { mediaOptions, modalitiesOf, withMediaPermission, writeMedia } from "../kit/media-options.js";
import { accepted } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";

const options = z.strictObject({
  ...mediaOptions,
  /** Policy-based recording: how many participants this bot takes in one call before another is asked. */
  participantCapacity: z.int().positive().optional(),
});

/** Takes an incoming call. Complete when the call is established. */
export function answer(kit: VerbKit) {
  return defineVerb<"answer">()({
    options,
    permission: permissions.join,
    repeat: "safe",
    async run(_input, context, own) {
      const body = {
        callbackUri: context.callbackUrl,
        acceptedModalities: modalitiesOf(own),
        ...writeMedia("incoming", own),
        participantCapacity: own?.participantCapacity,
      };
      const taken = await kit.onCall(context, {
        method: "POST",
        action: "answer",
        body,
        permissions: withMediaPermission(permissions.join, own),
      });
      const { participantId, ...memo } = readMemo(context.memo);
      return { memo: { ...memo, appHosted: own?.mediaBlob !== undefined }, participantId, ...accepted(taken) };
    },
  });
}
