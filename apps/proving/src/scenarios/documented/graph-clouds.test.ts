import { once } from "node:events";
import { createServer } from "node:http";
import { createCalling, verbNames } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import { expect, test } from "vitest";
import { failureOf } from "../kit/cast.js";
import { documentedStage, documents } from "../kit/documented.js";
import { closedAtOnce, type Stage } from "../kit/stage.js";

const { appId, tenantId, john } = documents;

/** On Graph an invitation cannot be taken back, and only participants themselves can unmute. */
const onNoCloud = ["cancelAddParticipant", "unmute"];

const clouds = [
  ["global", "graph.microsoft.com", "login.microsoftonline.com"],
  ["us-gov-l4", "graph.microsoft.us", "login.microsoftonline.us"],
  ["us-gov-l5", "dod-graph.microsoft.us", "login.microsoftonline.us"],
] as const;

test.each(clouds)(
  "Graph clouds, endpoint and authority: %s is requested at %s, and its tokens at %s",
  async (cloud, root, authority) => {
    await using stage = await documentedStage();
    const proxy = await recordingProxy();
    process.env.HTTPS_PROXY = proxy.url;
    const { issuers, openIdConfigurationUrl, clientSecret } = stage.simulator.graph;
    const options = {
      appId,
      tenantId,
      clientSecret,
      cloud,
      issuers,
      openIdConfigurationUrl,
      clock: stage.clock,
    } as const;
    const url = "https://bot.contoso.com/calls";
    await using real = closedAtOnce(createCalling({ adapter: graph(options), url, clock: stage.clock }));
    await using tokensHere = closedAtOnce(
      createCalling({
        adapter: graph({ ...options, authority: stage.simulator.url }),
        url,
        clock: stage.clock,
      }),
    );
    Reflect.deleteProperty(process.env, "HTTPS_PROXY");
    await failureOf(stage.when(real.create({ to: john })));
    expect(new Set(proxy.hosts)).toEqual(new Set([`${authority}:443`]));
    proxy.hosts.length = 0;
    await failureOf(stage.when(tokensHere.create({ to: john })));
    expect(new Set(proxy.hosts)).toEqual(new Set([`${root}:443`]));
    await proxy.close();
  },
);

test.each(clouds)("Graph clouds, token audience: %s has tokens for %s", async (cloud, root) => {
  await using stage = await documentedStage({ adapter: { cloud } });
  await stage.calling.create({ to: john });
  const token = stage.simulator.log().find(({ url }) => url.endsWith("/oauth2/v2.0/token"));
  expect(new URLSearchParams(token?.requestBody).get("scope")).toBe(`https://${root}/.default`);
  expect(new URL(token?.url ?? "").pathname).toBe(`/${tenantId}/oauth2/v2.0/token`);
});

test.each(["us-gov-l4", "us-gov-l5"] as const)(
  "Graph clouds, verbs: %s has all that Graph has except sendDtmf, which is refused before any request",
  async (cloud) => {
    await using stage = await documentedStage({ adapter: { cloud } });
    expect(unsupported(stage)).toEqual(["sendDtmf", ...onNoCloud]);
    stage.person("John").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: john });
    await stage.when(call.connected);
    const before = stage.requests();
    expect(await failureOf(call.sendDtmf("1"))).toMatchObject({
      code: "unsupported",
      message: expect.stringContaining("global cloud"),
    });
    expect(stage.requests()).toBe(before);
  },
);

test("Graph clouds, verbs: the global cloud has all that Graph has", async () => {
  await using stage = await documentedStage();
  expect(unsupported(stage)).toEqual(onNoCloud);
});

test("Graph clouds, China: there are no calls, and making the adapter fails with that", () => {
  const make = () => graph({ appId, tenantId, clientSecret: "secret", cloud: "china" });
  expect(make).toThrow(
    expect.objectContaining({ code: "invalid-request", message: expect.stringContaining("21Vianet has no calls") }),
  );
});

function unsupported({ calling }: Stage): readonly string[] {
  return verbNames.filter((verb) => calling.capabilities[verb].support === "unsupported");
}

/** A proxy that refuses every connection and records the hosts. */
async function recordingProxy() {
  const hosts: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    hosts.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    hosts,
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
