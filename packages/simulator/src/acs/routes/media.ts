import { z } from "zod";
import type { Prompt } from "../../engine/media.js";
import { callRoute } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import { type AcsRoute, noBody } from "../api/route.js";
import { holdOthers } from "../notify/media.js";
import { AcsError, invalidArgument } from "../wire/errors.js";
import { identifierSchema } from "../wire/identifier.js";
import { exampleTeamsExtension, operationMembers } from "../wire/schemas.js";
import { mustBeCompatible, targetLeg } from "./targets.js";

/** Taken without an effect: nothing is cached. */
const playSourceCacheId = z.string().nullish();
const playSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("file"), playSourceCacheId, file: z.strictObject({ uri: z.url() }) }),
  z.strictObject({
    kind: z.literal("text"),
    playSourceCacheId,
    text: z.strictObject({
      text: z.string().max(4000),
      voiceName: z.string().nullish(),
      voiceKind: z.enum(["male", "female"]).nullish(),
      sourceLocale: z.string().nullish(),
    }),
  }),
  z.strictObject({ kind: z.literal("ssml"), playSourceCacheId, ssml: z.strictObject({ ssmlText: z.string() }) }),
]);
const playSchema = z.strictObject({
  playSources: z.array(playSourceSchema).min(1),
  playTo: z.array(identifierSchema).nullish(),
  interruptCallMediaOperation: z.boolean().nullish(),
  playOptions: z.strictObject({ loop: z.boolean() }).nullish(),
  ...operationMembers,
});

/** Plays files, text or SSML, to all or to some. 202; PlayStarted, then PlayCompleted, PlayCanceled or PlayFailed. */
const play = operationRoute({
  operation: "CallMedia_Play",
  title: "Play",
  body: {
    schema: playSchema,
    sample: { playSources: [{ kind: "text", text: { text: "Hello" } }] },
    notSimulated: {
      "PlaySources[0].Text.CustomVoiceEndpointId": {
        playSources: [{ kind: "text", text: { text: "Hello", customVoiceEndpointId: "v" } }],
      },
      "PlaySources[0].Ssml.CustomVoiceEndpointId": {
        playSources: [{ kind: "ssml", ssml: { ssmlText: "<speak/>", customVoiceEndpointId: "v" } }],
      },
      "PlayTo[0].TeamsExtensionUser": { playTo: [exampleTeamsExtension] },
    },
  },
  answers: "nothing",
  act({ connection, leg, body }, operationId, acs) {
    const [first, ...rest] = body.playSources.map(promptOf);
    if (!first) throw invalidArgument("The field PlaySources is invalid: it is empty.");
    const to = (body.playTo ?? []).map((one, index) => targetLeg(acs, leg, one, `PlayTo[${index}]`).party);
    if (to.length > 0) {
      mustBeCompatible(acs, leg);
      holdOthers(acs, connection, operationId, to);
    }
    acs.engine.media.play(leg.id, {
      operationId,
      prompts: [first, ...rest],
      ...(to.length > 0 ? { to } : {}),
      loop: body.playOptions?.loop ?? false,
      interrupt: body.interruptCallMediaOperation ?? false,
    });
  },
});

function promptOf(source: z.output<typeof playSourceSchema>): Prompt {
  switch (source.kind) {
    case "file":
      return { kind: "audio", url: source.file.uri };
    case "text": {
      if (source.text.text === "") throw emptySource();
      const { voiceName, voiceKind, sourceLocale } = source.text;
      const voice = voiceName ?? voiceKind;
      return {
        kind: "speech",
        text: source.text.text,
        ...(voice ? { voice } : {}),
        ...(sourceLocale ? { locale: sourceLocale } : {}),
      };
    }
    case "ssml":
      if (source.ssml.ssmlText === "") throw emptySource();
      return { kind: "markup", markup: source.ssml.ssmlText };
  }
}

const emptySource = (): AcsError => new AcsError(400, "8582", "Play source text or SSML is empty.");

/** Cancels everything that plays or waits. 202; PlayCanceled for each. */
const cancelAllMediaOperations = callRoute({
  operation: "CallMedia_CancelAllMediaOperations",
  title: "Cancel all media operations",
  needs: "connected",
  body: noBody,
  status: 202,
  handle({ leg }, acs) {
    acs.engine.media.cancel(leg.id);
    return undefined;
  },
});

export const mediaRoutes: readonly AcsRoute[] = [play, cancelAllMediaOperations];
