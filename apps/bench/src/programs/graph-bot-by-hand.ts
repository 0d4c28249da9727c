/** The bot for complete calls on Graph, by hand: Express, jose with a remote key set, and one client of the SDK, which has no parser. */
import { Client } from "@microsoft/microsoft-graph-client";
import express, { type Request } from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import { serveBot } from "../processes/serve-listener.js";
import { identity } from "../wire/clouds.js";

const notifications = z.looseObject({
  value: z.array(
    z.looseObject({
      changeType: z.string(),
      resourceUrl: z.string(),
      resourceData: z.looseObject({
        "@odata.type": z.string().optional(),
        state: z.string().optional(),
        status: z.string().optional(),
        clientContext: z.string().optional(),
        toneInfo: z.looseObject({ tone: z.string() }).optional(),
      }),
    }),
  ),
});
type Notification = z.output<typeof notifications>["value"][number];

const tenTones = ["tone1", "tone2", "tone3", "tone4", "tone5", "tone6", "tone7", "tone8", "tone9", "tone0"];
const accessToken = z.object({ access_token: z.string(), expires_in: z.number() });

await serveBot(async ({ url, line: { graph, prompts } }) => {
  const { appId, clientSecret, tenantId, baseUrl, authority, openIdConfigurationUrl, issuers } = graph;
  const { jwks_uri } = z.object({ jwks_uri: z.string() }).parse(await (await fetch(openIdConfigurationUrl)).json());
  const keySet = createRemoteJWKSet(new URL(jwks_uri));
  const client = Client.initWithMiddleware({
    baseUrl,
    customHosts: new Set([new URL(baseUrl).hostname]),
    authProvider: { getAccessToken: tokens },
  });
  /** The connected calls, with the number of keys pressed on each. */
  const calls = new Map<string, number>();
  let cached = { token: "", until: 0 };

  async function tokens(): Promise<string> {
    if (Date.now() < cached.until) return cached.token;
    const response = await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: clientSecret,
        scope: "https://graph.microsoft.com/.default",
      }),
    });
    const { access_token, expires_in } = accessToken.parse(await response.json());
    cached = { token: access_token, until: Date.now() + (expires_in - 300) * 1000 };
    return access_token;
  }

  async function isFromCloud(request: Request): Promise<boolean> {
    const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
    return jwtVerify(token, keySet, { issuer: issuers, audience: appId, algorithms: ["RS256"] }).then(
      () => true,
      () => false,
    );
  }

  async function onNotification({ changeType, resourceUrl, resourceData }: Notification): Promise<void> {
    const [, id = "", operation] = /\/calls\/([^/]+)(\/operations\/)?/.exec(resourceUrl) ?? [];
    // The client asks its provider for tokens only on https, and the simulated cloud is on http.
    const post = async (action: string, body: object) =>
      client
        .api(`/communications/calls/${id}/${action}`)
        .header("authorization", `Bearer ${await tokens()}`)
        .post(body);
    const play = (name: string) =>
      post("playPrompt", {
        clientContext: name,
        prompts: [
          {
            "@odata.type": "#microsoft.graph.mediaPrompt",
            mediaInfo: { "@odata.type": "#microsoft.graph.mediaInfo", uri: `${prompts}${name}.wav`, resourceId: name },
          },
        ],
      });
    if (operation) {
      if (resourceData.status !== "completed") return;
      if (resourceData.clientContext === "greeting") await play("menu");
      if (resourceData.clientContext === "tones")
        await post("transfer", { transferTarget: invitation(identity.agentNumber) });
    } else if (changeType === "deleted") {
      calls.delete(id);
    } else if (resourceData.state === "incoming") {
      const mediaConfig = { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" };
      await post("answer", { callbackUri: url, acceptedModalities: ["audio"], mediaConfig });
    } else if (resourceData.toneInfo) {
      const keys = (calls.get(id) ?? 0) + 1;
      calls.set(id, keys);
      if (keys === 1) await post("cancelMediaProcessing", { clientContext: "cancel" });
      if (keys === 4) await post("sendDtmfTones", { tones: tenTones, clientContext: "tones" });
    } else if (resourceData.state === "established" && !calls.has(id)) {
      calls.set(id, 0);
      await post("subscribeToTone", { clientContext: "subscribe" });
      await play("greeting");
    }
  }

  const app = express();
  app.post("/calls", express.json(), async (request, response) => {
    if (!(await isFromCloud(request))) return void response.sendStatus(401);
    response.sendStatus(202);
    for (const notification of notifications.parse(request.body).value) await onNotification(notification);
  });
  return app;
});

function invitation(number: string): object {
  return {
    "@odata.type": "#microsoft.graph.invitationParticipantInfo",
    identity: {
      "@odata.type": "#microsoft.graph.identitySet",
      phone: { "@odata.type": "#microsoft.graph.identity", id: number },
    },
  };
}
