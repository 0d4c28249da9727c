import { z } from "zod";
import { operationRoute } from "../api/operation-route.js";
import type { GraphRoute } from "../api/route.js";
import { engineFacts } from "../calls/context.js";
import { participantIn } from "../calls/roster.js";
import { playResult } from "../notify/media.js";
import { endOperation } from "../notify/operations.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { clientContextBody, clientContextSchema, mediaPromptSchema } from "../wire/schemas.js";

const startSchema = z.looseObject({ customPrompt: mediaPromptSchema.nullish(), clientContext: clientContextSchema });
const examplePrompt = { mediaInfo: { uri: "https://bot.contoso.com/onHold.wav" } };

/**
 * Puts a participant on hold, with music or a prompt of the bot's; only one at a time (documented). That this needs a group call or a
 * meeting, whose rosters have the ids, and how the rest is refused is ours, as is that the operation completes when the music begins.
 */
const startHoldMusic = operationRoute({
  operation: "POST calls/{call}/participants/{participant}/startHoldMusic",
  needs: "group",
  body: {
    schema: startSchema,
    sample: { customPrompt: examplePrompt },
    notSimulated: { "customPrompt.loop": { customPrompt: { ...examplePrompt, loop: 3 } } },
  },
  status: "running",
  answer: 202,
  act({ call, body, id }, operationId, graph) {
    const leg = participantIn(graph, call, id("participant"));
    if (leg.id === call.id) throw badRequest("startHoldMusic: a bot does not put itself on hold.");
    if (leg.state !== "connected")
      throw new GraphFailure(409, "8585", "startHoldMusic: the participant waits in the lobby.");
    const held = engineFacts(graph, call).conversation.legs.find((one) => one.onHold && one.state === "connected");
    if (held)
      throw new GraphFailure(409, "8519", `Conflict: ${held.displayName} is on hold, and only one can be at a time.`);

    const url = body.customPrompt?.mediaInfo.uri;
    const prompt = url === undefined ? undefined : ({ kind: "audio", url } as const);
    const length = graph.engine.bots.hold(call.id, { party: leg.party, prompt });
    if (length.ok) {
      endOperation(graph, call, operationId, { status: "completed" }, "startHoldMusic completed", "documented");
      return;
    }
    const { status, resultInfo } = playResult({ kind: "failed", reason: length.reason });
    endOperation(graph, call, operationId, { status, resultInfo }, "startHoldMusic failed", "ours");
  },
});

/**
 * Takes the participant back: completed with the answer (documented by one edition of the page; another has it running, with a notification). Somebody
 * who is not on hold is refused (ours).
 */
const stopHoldMusic = operationRoute({
  operation: "POST calls/{call}/participants/{participant}/stopHoldMusic",
  needs: "group",
  body: { schema: clientContextBody, sample: {} },
  status: "completed",
  answer: 202,
  act({ call, id }, _operationId, graph) {
    graph.engine.bots.unhold(call.id, participantIn(graph, call, id("participant")).party);
  },
});

export const holdMusicRoutes: readonly GraphRoute[] = [startHoldMusic, stopHoldMusic];
