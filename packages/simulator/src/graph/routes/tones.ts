import { z } from "zod";
import { handlesItsMedia } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import type { GraphRoute } from "../api/route.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { anyCase, clientContextBody, clientContextSchema } from "../wire/schemas.js";
import { toneFrom, wireTones } from "../wire/tone.js";

const sendSchema = z.looseObject({
  tones: z.array(anyCase(wireTones)).min(1, "name at least one tone"),
  delayBetweenTonesMs: z.number().int().nonnegative().nullish(),
  clientContext: clientContextSchema,
});

/** Sends tones into the call (documented; the page calls them a `toneInfo` collection, its example and the metadata have words). */
const sendDtmfTones = operationRoute({
  operation: "POST calls/{call}/sendDtmfTones",
  needs: "service-hosted",
  body: { schema: sendSchema, sample: { tones: ["tone1"] } },
  status: "running",
  act({ call, body }, operationId, graph) {
    const [first, ...others] = body.tones.map(toneFrom);
    if (!first) throw badRequest("tones: name at least one tone");
    const gapMs = body.delayBetweenTonesMs ?? 0;
    graph.engine.media.sendTones(call.id, { operationId, tones: [first, ...others], gapMs });
  },
});

/** From now on every key is reported as an update of the call; there is no way back (documented). */
const subscribeToTone = operationRoute({
  operation: "POST calls/{call}/subscribeToTone",
  needs: "established",
  body: { schema: clientContextBody, sample: {} },
  status: "completed",
  act({ call }, _operationId, graph) {
    if (handlesItsMedia(call))
      throw new GraphFailure(500, "9999", "Encountered Exception during ToneSubscription", "observed");
    graph.engine.media.hearTones(call.id);
  },
});

export const toneRoutes: readonly GraphRoute[] = [sendDtmfTones, subscribeToTone];
