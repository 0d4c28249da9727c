import { z } from "zod";
import { badRequest } from "../api/graph-failure.js";
import type { GraphRoute } from "../api/graph-route.js";
import { startOperation } from "../calls/operation-entity.js";
import { serviceHostedCall } from "../calls/service-hosted.js";
import { parseBody } from "../wire/parse-body.js";
import { anyCase, clientContextSchema } from "../wire/schemas.js";
import { toneFrom, wireTones } from "../wire/tone.js";

const bodySchema = z.looseObject({
  tones: z.array(anyCase(wireTones)).min(1, "name at least one tone"),
  delayBetweenTonesMs: z.number().int().nonnegative().nullish(),
  clientContext: clientContextSchema,
});

/** Sends tones into the call (documented; the page calls them a `toneInfo` collection, its example and the metadata have words). */
export const sendDtmfTones: GraphRoute = {
  method: "POST",
  path: "calls/{call}/sendDtmfTones",
  title: "sendDtmfTones",
  handle(request, graph) {
    const call = serviceHostedCall(graph, request, "sendDtmfTones");
    const { tones, delayBetweenTonesMs, clientContext } = parseBody(bodySchema, request.body);
    const [first, ...others] = tones.map(toneFrom);
    if (!first) throw badRequest("tones: name at least one tone");
    const id = graph.random.id();
    const reply = startOperation(call, request, { id, kind: "sendDtmfTones", clientContext, status: "running" });
    graph.engine.media.sendTones(call.id, {
      operationId: id,
      tones: [first, ...others],
      gapMs: delayBetweenTonesMs ?? 0,
    });
    return reply;
  },
};
