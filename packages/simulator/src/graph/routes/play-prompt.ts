import { z } from "zod";
import type { Prompt } from "../../engine/prompt.js";
import { badRequest } from "../api/graph-failure.js";
import type { GraphRoute } from "../api/graph-route.js";
import { startOperation } from "../calls/operation-entity.js";
import { serviceHostedCall } from "../calls/service-hosted.js";
import { parseBody } from "../wire/parse-body.js";
import { clientContextSchema } from "../wire/schemas.js";

const mediaPrompt = z.looseObject({
  mediaInfo: z.looseObject({ uri: z.url({ protocol: /^https?$/ }), resourceId: z.string().nullish() }),
});
const bodySchema = z.looseObject({
  prompts: z.array(mediaPrompt).min(1, "name at least one prompt").max(20, "at most 20 prompts"),
  clientContext: clientContextSchema,
  /** Beta. */
  loop: z.boolean().nullish(),
});

/** Plays WAV files to everybody else in the call, after what is playing (documented). */
export const playPrompt: GraphRoute = {
  method: "POST",
  path: "calls/{call}/playPrompt",
  title: "playPrompt",
  handle(request, graph) {
    const call = serviceHostedCall(graph, request, "playPrompt");
    const { prompts, clientContext, loop } = parseBody(bodySchema, request.body);
    const [first, ...others] = prompts.map(({ mediaInfo }): Prompt => ({ kind: "audio", url: mediaInfo.uri }));
    if (!first) throw badRequest("prompts: name at least one prompt");
    const id = graph.random.id();
    const reply = startOperation(call, request, { id, kind: "playPrompt", clientContext, status: "running" });
    graph.engine.media.play(call.id, {
      operationId: id,
      prompts: [first, ...others],
      loop: request.version === "beta" && loop === true,
    });
    return reply;
  },
};
