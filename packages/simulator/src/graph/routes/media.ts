import { z } from "zod";
import type { Prompt } from "../../engine/media.js";
import type { GraphRoute } from "../api/route.js";
import { parseBody } from "../wire/body.js";
import { badRequest } from "../wire/errors.js";
import { clientContextSchema } from "../wire/schemas.js";
import { serviceHostedCall, startOperation } from "./operation.js";

const mediaPrompt = z.looseObject({
  mediaInfo: z.looseObject({ uri: z.url({ protocol: /^https?$/ }), resourceId: z.string().nullish() }),
});
const playSchema = z.looseObject({
  prompts: z.array(mediaPrompt).min(1, "name at least one prompt").max(20, "at most 20 prompts"),
  clientContext: clientContextSchema,
  /** Beta. */
  loop: z.boolean().nullish(),
});

/** Plays WAV files to everyone else in the call, after what is playing (documented). */
export const playPrompt: GraphRoute = {
  method: "POST",
  path: "calls/{call}/playPrompt",
  title: "playPrompt",
  handle(request, graph) {
    const call = serviceHostedCall(graph, request, "playPrompt");
    const { prompts, clientContext, loop } = parseBody(playSchema, request.body);
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

const cancelSchema = z.looseObject({ clientContext: clientContextSchema });

/** Cancels what is playing, queued or being sent; the tone subscription stays (documented). Each canceled operation reports itself. */
export const cancelMediaProcessing: GraphRoute = {
  method: "POST",
  path: "calls/{call}/cancelMediaProcessing",
  title: "cancelMediaProcessing",
  handle(request, graph) {
    const call = serviceHostedCall(graph, request, "cancelMediaProcessing");
    const { clientContext } = parseBody(cancelSchema, request.body);
    graph.engine.media.cancel(call.id);
    const id = graph.random.id();
    return startOperation(call, request, { id, kind: "cancelMediaProcessing", clientContext, status: "completed" });
  },
};
