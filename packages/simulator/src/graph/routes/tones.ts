import { z } from "zod";
import type { GraphRoute } from "../api/route.js";
import { parseBody } from "../wire/body.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { anyCase, clientContextSchema } from "../wire/schemas.js";
import { toneFrom, wireTones } from "../wire/tone.js";
import { establishedCall, handlesItsMedia, serviceHostedCall, startOperation } from "./operation.js";

const sendSchema = z.looseObject({
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
    const { tones, delayBetweenTonesMs, clientContext } = parseBody(sendSchema, request.body);
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

const subscribeSchema = z.looseObject({ clientContext: clientContextSchema });

/** From now on every key is reported as an update of the call; there is no way back (documented). */
export const subscribeToTone: GraphRoute = {
  method: "POST",
  path: "calls/{call}/subscribeToTone",
  title: "subscribeToTone",
  handle(request, graph) {
    const call = establishedCall(graph, request);
    const { clientContext } = parseBody(subscribeSchema, request.body);
    if (handlesItsMedia(call)) {
      throw new GraphFailure(500, "9999", "Encountered Exception during ToneSubscription", "observed");
    }
    graph.engine.media.hearTones(call.id);
    const id = graph.random.id();
    return startOperation(call, request, { id, kind: "subscribeToTone", clientContext, status: "completed" });
  },
};
