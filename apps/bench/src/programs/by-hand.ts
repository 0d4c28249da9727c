/** What one writes by hand: Express, jose with the key set it fetches itself, the vendor's parser where there is one. Keeps nothing. */
import { parseCallAutomationEvent } from "@azure/communication-call-automation";
import express from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import { listenerSettingsSchema } from "../listeners/exchanges.js";
import { serveListener, ToneCount, unkeptCalls } from "../listeners/serve-listener.js";
import { readSettings } from "../processes/settings.js";
import { identity } from "../wire/identity.js";

const { cloud, cloudUrl } = readSettings(listenerSettingsSchema);
const keys = createRemoteJWKSet(new URL(`${cloudUrl}/keys`));
const expected =
  cloud === "acs"
    ? { issuer: identity.acs.issuer, audience: identity.acs.resourceId }
    : { issuer: identity.graph.issuer, audience: identity.graph.appId };
const tones = new ToneCount();

const notifications = z.looseObject({
  value: z.array(
    z.looseObject({
      resourceData: z.looseObject({ toneInfo: z.looseObject({ tone: z.string() }).optional() }).optional(),
    }),
  ),
});
const events = z.array(z.record(z.string(), z.unknown()));

/** Tells the bot of keys that were pressed. */
function read(body: unknown): void {
  if (cloud === "acs") {
    for (const event of events.parse(body))
      if (parseCallAutomationEvent(event).kind === "ContinuousDtmfRecognitionToneReceived") tones.count();
  } else {
    for (const { resourceData } of notifications.parse(body).value) if (resourceData?.toneInfo) tones.count();
  }
}

const app = express();
app.post("/calls/:call", express.json(), async (request, response) => {
  try {
    await jwtVerify(request.headers.authorization?.slice("Bearer ".length) ?? "", keys, {
      ...expected,
      algorithms: ["RS256"],
    });
  } catch {
    response.sendStatus(401);
    return;
  }
  read(request.body);
  response.sendStatus(200);
});

await serveListener({ listener: app, open: unkeptCalls, close: async () => {} }, tones);
