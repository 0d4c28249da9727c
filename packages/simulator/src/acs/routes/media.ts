import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import { type AcsRoute, noBody } from "../api/route.js";
import { holdOthers } from "../notify/media.js";
import { invalidArgument } from "../wire/errors.js";
import { identifierSchema } from "../wire/identifier.js";
import { playSourceSchema, promptOf } from "../wire/play-source.js";
import { exampleTeamsExtension, operationMembers } from "../wire/schemas.js";
import { mustBeCompatible, targetLeg } from "./targets.js";

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
