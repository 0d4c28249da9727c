/** The bot for complete calls on ACS, by hand: Express, jose with a remote key set, one client of the SDK, and the SDK's parser. */
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import express, { type Request } from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import { serveBot } from "../processes/serve-listener.js";
import { identity } from "../wire/clouds.js";

const incomingCalls = z.array(
  z.object({
    eventType: z.string(),
    data: z.object({
      incomingCallContext: z.string(),
      from: z.object({ phoneNumber: z.object({ value: z.string() }) }),
    }),
  }),
);
const callEvents = z.array(z.record(z.string(), z.unknown()));
const tenTones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero"];

interface CallState {
  readonly caller: { readonly phoneNumber: string };
  keys: number;
}

await serveBot(async ({ url, line: { acs, prompts } }) => {
  const { connectionString, resourceId, issuer, openIdConfigurationUrl, eventGrid } = acs;
  const client = new CallAutomationClient(connectionString, { allowInsecureConnection: true });
  const { jwks_uri } = z.object({ jwks_uri: z.string() }).parse(await (await fetch(openIdConfigurationUrl)).json());
  const keySet = createRemoteJWKSet(new URL(jwks_uri));
  const calls = new Map<string, CallState>();

  async function isFromCloud(request: Request): Promise<boolean> {
    const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
    return jwtVerify(token, keySet, { issuer, audience: resourceId, algorithms: ["RS256"] }).then(
      () => true,
      () => false,
    );
  }

  async function answer({ data }: z.output<typeof incomingCalls>[number]): Promise<void> {
    const { callConnectionProperties } = await client.answerCall(data.incomingCallContext, `${url}/events`);
    const { callConnectionId } = callConnectionProperties;
    if (callConnectionId)
      calls.set(callConnectionId, { caller: { phoneNumber: data.from.phoneNumber.value }, keys: 0 });
  }

  async function onEvent(event: ReturnType<typeof parseCallAutomationEvent>): Promise<void> {
    const call = calls.get(event.callConnectionId ?? "");
    if (!call || event.callConnectionId === undefined) return;
    const connection = client.getCallConnection(event.callConnectionId);
    const media = connection.getCallMedia();
    const play = (name: string) =>
      media.playToAll([{ kind: "fileSource", url: `${prompts}${name}.wav` }], { operationContext: name });
    switch (event.kind) {
      case "CallConnected":
        await media.startContinuousDtmfRecognition(call.caller);
        return play("greeting").then(() => {});
      case "PlayCompleted":
        return event.operationContext === "greeting" ? play("menu").then(() => {}) : undefined;
      case "ContinuousDtmfRecognitionToneReceived":
        call.keys++;
        if (call.keys === 1) await media.cancelAllOperations();
        if (call.keys === 4) await media.sendDtmfTones(tenTones, call.caller);
        return;
      case "SendDtmfTonesCompleted":
        await connection.transferCallToParticipant({ phoneNumber: identity.agentNumber });
        return;
      case "CallDisconnected":
        calls.delete(event.callConnectionId);
    }
  }

  const app = express();
  app.post("/calls", express.json(), async (request, response) => {
    if (request.headers.eventgrid !== eventGrid.secret) return void response.sendStatus(401);
    response.sendStatus(200);
    for (const event of incomingCalls.parse(request.body)) await answer(event);
  });
  app.post("/calls/events", express.json(), async (request, response) => {
    if (!(await isFromCloud(request))) return void response.sendStatus(401);
    response.sendStatus(200);
    for (const event of callEvents.parse(request.body)) await onEvent(parseCallAutomationEvent(event));
  });
  return app;
});
