import { z } from "zod";
import type { Prompt } from "../../engine/media.js";
import { operationRoute } from "../api/operation-route.js";
import type { GraphRoute } from "../api/route.js";
import { badRequest } from "../wire/errors.js";
import { clientContextBody, clientContextSchema, mediaPromptSchema } from "../wire/schemas.js";

const playSchema = z.looseObject({
  prompts: z.array(mediaPromptSchema).min(1, "name at least one prompt").max(20, "at most 20 prompts"),
  clientContext: clientContextSchema,
  /** Beta. */
  loop: z.boolean().nullish(),
});
const examplePrompt = { mediaInfo: { uri: "https://bot.example.com/welcome.wav" } };

/** Plays WAV files to everyone else in the call, after what is playing (documented). */
const playPrompt = operationRoute({
  operation: "POST calls/{call}/playPrompt",
  needs: "service-hosted",
  body: {
    schema: playSchema,
    sample: { prompts: [examplePrompt] },
    notSimulated: { "prompts.0.loop": { prompts: [{ ...examplePrompt, loop: 3 }] } },
  },
  status: "running",
  act({ call, version, body }, operationId, graph) {
    const [first, ...others] = body.prompts.map(({ mediaInfo }): Prompt => ({ kind: "audio", url: mediaInfo.uri }));
    if (!first) throw badRequest("prompts: name at least one prompt");
    const loop = version === "beta" && body.loop === true;
    graph.engine.media.play(call.id, { operationId, prompts: [first, ...others], loop });
  },
});

/** Cancels what is playing, queued or being sent; the tone subscription stays (documented). Each canceled operation reports itself. */
const cancelMediaProcessing = operationRoute({
  operation: "POST calls/{call}/cancelMediaProcessing",
  needs: "service-hosted",
  body: { schema: clientContextBody, sample: {}, notSimulated: { all: { all: true } } },
  status: "completed",
  act({ call }, _operationId, graph) {
    graph.engine.media.cancel(call.id);
  },
});

export const mediaRoutes: readonly GraphRoute[] = [playPrompt, cancelMediaProcessing];
