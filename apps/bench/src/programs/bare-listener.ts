/** The cost of callbacks without Trunkline: a pipeline written by hand, or the bare minimum. Neither stores anything. */
import type { RequestListener } from "node:http";
import { parseCallAutomationEvent } from "@azure/communication-call-automation";
import express from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import { bareListenerSettingsSchema } from "../processes/protocol.js";
import { readSettings } from "../processes/serve.js";
import { serveListener, ToneCount, unkeptCalls } from "../processes/serve-listener.js";
import { identity } from "../wire/clouds.js";

const { kind, cloud, cloudUrl } = readSettings(bareListenerSettingsSchema);
const tones = new ToneCount();
const events = z.array(z.record(z.string(), z.unknown()));
const notifications = z.looseObject({
  value: z.array(
    z.looseObject({
      resourceData: z.looseObject({ toneInfo: z.looseObject({ tone: z.string() }).optional() }).optional(),
    }),
  ),
});
const listener = kind === "floor" ? bareHttp : byHand();
await serveListener({ listener, open: unkeptCalls, close: async () => {} }, tones);

/** Express, jose with a key set that it fetches itself, and the vendor's parser if there is one. */
function byHand(): RequestListener {
  const keys = createRemoteJWKSet(new URL(`${cloudUrl}/keys`));
  const { acs, graph } = identity;
  const expected =
    cloud === "acs"
      ? { issuer: acs.issuer, audience: acs.resourceId, algorithms: ["RS256"] }
      : { issuer: graph.issuer, audience: graph.appId, algorithms: ["RS256"] };
  const count = cloud === "acs" ? countAcsTones : countGraphTones;
  const app = express();
  app.post("/calls/:call", express.json(), async (request, response) => {
    try {
      await jwtVerify(request.headers.authorization?.slice("Bearer ".length) ?? "", keys, expected);
    } catch {
      response.sendStatus(401);
      return;
    }
    count(request.body);
    response.sendStatus(200);
  });
  return app;
}

function countAcsTones(body: unknown): void {
  for (const event of events.parse(body))
    if (parseCallAutomationEvent(event).kind === "ContinuousDtmfRecognitionToneReceived") tones.count();
}

function countGraphTones(body: unknown): void {
  for (const { resourceData } of notifications.parse(body).value) if (resourceData?.toneInfo) tones.count();
}

/** Node's own server and `JSON.parse`. */
function bareHttp(...[request, response]: Parameters<RequestListener>): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString());
    tones.count();
    response.end();
  });
}
