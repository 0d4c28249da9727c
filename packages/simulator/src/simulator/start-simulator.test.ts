import { createServer, type Server } from "node:http";
import { request as httpsRequest } from "node:https";
import { CallAutomationClient } from "@azure/communication-call-automation";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Simulator } from "../control/simulator.js";
import { manualClock, offsetClock } from "../engine/clock.js";
import { startSimulator } from "./start-simulator.js";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const keep = <One extends { close(): unknown }>(one: One): One => {
  open.push(one);
  return one;
};

const BOT = "+14255550100";
const ANNA = { id: "anna", party: "+14255550101", reaction: { kind: "answer" } } as const;

/** A bot that listens on a port of its own. */
async function listeningBot(heard: (body: string) => void): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      heard(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  keep(server);
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`, server };
}

const clientOf = (simulator: Simulator): CallAutomationClient =>
  new CallAutomationClient(simulator.acs.connectionString, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
const invite = { targetParticipant: { phoneNumber: ANNA.party }, sourceCallIdNumber: { phoneNumber: BOT } };

async function graphToken(
  url: string,
  app: { readonly tenantId: string; readonly appId: string; readonly clientSecret: string },
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: app.appId,
    client_secret: app.clientSecret,
    scope: "https://graph.microsoft.com/.default",
  });
  const granted = await fetch(`${url}/${app.tenantId}/oauth2/v2.0/token`, { method: "POST", body: form });
  return z.object({ access_token: z.string() }).parse(await granted.json()).access_token;
}

describe("the order of a response and the callbacks it causes", () => {
  const run = async (prepare: (simulator: Simulator) => void): Promise<string[]> => {
    const order: string[] = [];
    const bot = await listeningBot(() => order.push("callback"));
    const simulator = keep(await startSimulator({ people: [ANNA] }));
    prepare(simulator);
    await clientOf(simulator).createCall(invite, bot.url);
    order.push("response");
    await simulator.settled();
    return order;
  };

  test("is response first, over real HTTP", async () => {
    expect(await run(() => {})).toEqual(["response", "callback", "callback"]);
  });

  test("is turned round by a fault", async () => {
    const order = await run((simulator) => simulator.faults.add({ effect: { kind: "callbacks-first" } }));
    expect(order).toEqual(["callback", "callback", "response"]);
  });
});

test("a bot that answers no callback still gets the rest of its call, on both clouds", async () => {
  const bodies: string[] = [];
  const server = createServer((request) => {
    request.on("data", (part: Buffer) => void bodies.push(part.toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  keep({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  const simulator = keep(await startSimulator({ people: [ANNA] }));

  const { callConnection } = await clientOf(simulator).createCall(invite, url);
  await callConnection.hangUp(true);
  await expect
    .poll(() => bodies.join(), { timeout: 5000 })
    .toMatch(/ParticipantsUpdated.*CallConnected.*CallDisconnected/s);

  const { tenantId, appId, clientSecret, numbers } = simulator.graph;
  const [instance] = Object.values(numbers);
  const call = {
    callbackUri: url,
    tenantId,
    source: { identity: { applicationInstance: { id: instance?.applicationInstance } } },
    targets: [{ identity: { phone: { id: ANNA.party } } }],
    requestedModalities: ["audio"],
    mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
  };
  await simulator.registerBot({ cloud: "graph", webhookUrl: url });
  bodies.length = 0;
  await fetch(`${simulator.url}/v1.0/communications/calls`, {
    method: "POST",
    headers: { authorization: `Bearer ${await graphToken(simulator.url, { tenantId, appId, clientSecret })}` },
    body: JSON.stringify(call),
  });
  await expect.poll(() => bodies.join(), { timeout: 5000 }).toMatch(/establishing.*established/s);
});

describe("faults of the bot's own requests", () => {
  const start = async (): Promise<Simulator> => {
    const simulator = keep(await startSimulator({ people: [ANNA], clock: manualClock() }));
    simulator.deliver = async () => new Response();
    return simulator;
  };

  test("an answer of 429 has no effect and says when to come again", async () => {
    const simulator = await start();
    simulator.faults.add({
      effect: { kind: "respond", status: 429, retryAfterMs: 2128 },
      match: { path: "callConnections" },
    });
    await expect(clientOf(simulator).createCall(invite, "https://bot.example.com/")).rejects.toMatchObject({
      statusCode: 429,
      code: "TooManyRequests",
    });
    expect(simulator.calls()).toHaveLength(0);
    expect(simulator.log()[0]).toMatchObject({
      fault: "respond",
      status: 429,
      responseHeaders: { "retry-after": "2.128" },
    });
  });

  test("the body of an answer is of one's choice: JSON, or the page of a gateway", async () => {
    const simulator = await start();
    const error = { code: "UnknownError", message: "", innerError: { date: "2026-01-01T00:00:00" } };
    simulator.faults.add({ effect: { kind: "respond", status: 404, body: { error } }, times: 1 });
    await expect(clientOf(simulator).createCall(invite, "https://bot.example.com/")).rejects.toMatchObject({
      statusCode: 404,
      code: "UnknownError",
    });
    const effect = {
      kind: "respond",
      status: 502,
      body: "<h1>Bad Gateway</h1>",
      headers: { server: "proxy" },
    } as const;
    simulator.faults.add({ effect });
    await expect(clientOf(simulator).createCall(invite, "https://bot.example.com/")).rejects.toMatchObject({
      statusCode: 502,
      message: "<h1>Bad Gateway</h1>",
    });
    expect(simulator.log().at(-1)?.responseHeaders).toMatchObject({ "content-type": "text/html", server: "proxy" });
  });

  test("a 500 after the effect has dialed all the same", async () => {
    const simulator = await start();
    simulator.faults.add({ effect: { kind: "respond", status: 500, afterEffect: true } });
    await expect(clientOf(simulator).createCall(invite, "https://bot.example.com/")).rejects.toMatchObject({
      statusCode: 500,
    });
    expect(simulator.calls()).toHaveLength(1);
  });

  test("may concern one call only", async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const connections = [];
    for (let count = 0; count < 2; count++) {
      connections.push((await client.createCall(invite, "https://bot.example.com/")).callConnection);
    }
    const [, second] = simulator.calls();
    simulator.faults.add({
      effect: { kind: "respond", status: 500 },
      ...(second ? { match: { callId: second.id } } : {}),
    });
    await expect(connections[0]?.listParticipants()).resolves.toBeDefined();
    await expect(connections[1]?.listParticipants()).rejects.toMatchObject({ statusCode: 500 });
  });

  test("a broken connection is an error of the network", async () => {
    const simulator = await start();
    simulator.faults.add({ effect: { kind: "hang-up-connection" } });
    await expect(clientOf(simulator).createCall(invite, "https://bot.example.com/")).rejects.toMatchObject({
      code: "ECONNRESET",
    });
  });
});

describe("a simulator", () => {
  test("serves https with a certificate of its own authority", async () => {
    const simulator = keep(await startSimulator());
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpsRequest(`${simulator.httpsUrl}/_sim/state`, { ca: simulator.caCertificate }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(200);
  });

  test("says so when its port is taken", async () => {
    const first = keep(await startSimulator());
    await expect(startSimulator({ port: Number(new URL(first.url).port) })).rejects.toThrow(
      "is taken by another program",
    );
  });

  test("forgets all on reset but the people and bots it was started with", async () => {
    const bots = [{ cloud: "acs", number: BOT, webhookUrl: "http://127.0.0.1:9/" } as const];
    const simulator = keep(await startSimulator({ people: [ANNA], bots, clock: manualClock() }));
    simulator.addPerson({ id: "ben", party: "+14255550102" });
    simulator.person("anna").dial(BOT);
    simulator.faults.add({ effect: { kind: "drop" } });
    await simulator.reset();
    expect(simulator.people().map((person) => person.id)).toEqual(["anna"]);
    expect(simulator.state()).toMatchObject({ calls: [], faults: [], bots: [{ webhookUrl: "http://127.0.0.1:9/" }] });
  });

  test("gives the same ids for the same seed", async () => {
    const idOf = async (): Promise<string> => {
      const simulator = keep(await startSimulator({ people: [ANNA], seed: 5, clock: manualClock() }));
      return simulator.person("anna").dial("+14255550199").id;
    };
    expect(await idOf()).toBe(await idOf());
  });

  test("moves only a manual clock", async () => {
    const simulator = keep(await startSimulator());
    await expect(simulator.advance(1)).rejects.toThrow("Only a manual clock can be moved");
  });

  test("redacts secrets in its log", async () => {
    const simulator = keep(await startSimulator({ people: [ANNA], clock: manualClock() }));
    simulator.deliver = async () => new Response();
    await clientOf(simulator).createCall(invite, "https://bot.example.com/?eventgrid=s3cret&secret=s3cret");
    await simulator.settled();
    const [request, callback] = simulator.log();
    expect(request?.requestHeaders.authorization).toContain("Signature=[redacted]");
    expect(callback?.requestHeaders.authorization).toMatch(/^Bearer eyJ[\w-]+\.eyJ[\w-]+\.\[signature removed\]$/);
    expect(callback?.url).not.toContain("secret=s3cret");
  });
});

describe("a bot whose clock is wrong", () => {
  const BEHIND_MS = -3_600_000;

  test("gets tokens, times and dates that are as far off, while its own requests are taken as before", async () => {
    const clock = manualClock();
    const simulator = keep(await startSimulator({ people: [ANNA], clock }));
    const callbacks: Request[] = [];
    simulator.deliver = async (request) => {
      callbacks.push(request);
      return new Response();
    };
    simulator.botClockAheadMs = BEHIND_MS;
    await clientOf(simulator).createCall(invite, "https://bot.example.com/");
    await simulator.settled();
    const [callback] = callbacks;
    const token = decodeJwt(callback?.headers.get("authorization")?.slice("Bearer ".length) ?? "");
    expect(token.iat).toBe((clock.now() - BEHIND_MS) / 1000);
    expect(await callback?.json()).toMatchObject([{ time: "2026-01-01T01:00:00.0000000+00:00" }]);
    expect(simulator.log()[0]?.responseHeaders?.date).toBe("Thu, 01 Jan 2026 01:00:00 GMT");

    const { tenantId, appId, clientSecret } = simulator.graph;
    const access_token = await graphToken(simulator.url, { tenantId, appId, clientSecret });
    const answer = await fetch(`${simulator.url}/v1.0/communications/calls/unknown`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(answer.status).toBe(404);
    await simulator.reset();
    expect(simulator.botClockAheadMs).toBe(0);
  });

  test("may be one instance of several: it has a clock of its own", async () => {
    const clock = manualClock();
    const ahead = offsetClock(clock, 29_000);
    let rang = 0;
    ahead.setTimer(1000, () => rang++);
    await clock.advance(1000);
    expect([ahead.now() - clock.now(), rang]).toEqual([29_000, 1]);
  });
});

describe("a forged callback", () => {
  test("reaches the bot as it was meant, and its answer comes back", async () => {
    const simulator = keep(await startSimulator({ people: [ANNA], clock: manualClock() }));
    simulator.deliver = async () => new Response();
    await clientOf(simulator).createCall(invite, "https://bot.example.com/");
    await simulator.settled();
    const tokens: string[] = [];
    simulator.deliver = async (request) => {
      tokens.push(request.headers.get("authorization")?.slice(7) ?? "none");
      return new Response("not you", { status: 401 });
    };
    expect(await simulator.forge({ forgery: "alg-none" })).toEqual({ status: 401, body: "not you" });
    expect(decodeProtectedHeader(tokens[0] ?? "")).toMatchObject({ alg: "none" });
    for (const forgery of [
      "no-token",
      "bad-signature",
      "wrong-audience",
      "expired",
      "unknown-key",
      "other-call",
    ] as const) {
      expect((await simulator.forge({ forgery })).status).toBe(401);
    }
    expect(tokens[1]).toBe("none");
    expect(simulator.log().at(-1)?.title).toBe("Forged CallDisconnected: other-call");
  });

  test("needs a call to be about", async () => {
    const simulator = keep(await startSimulator());
    await expect(simulator.forge({ forgery: "expired" })).rejects.toThrow("There is no call");
  });
});

test("a hundred calls at once do not mix up", async () => {
  const people = Array.from({ length: 100 }, (_, index) => {
    const number = `+1425556${String(index).padStart(4, "0")}`;
    return { id: `p${index}`, party: { kind: "phone", number } } as const;
  });
  const simulator = keep(await startSimulator({ people, clock: manualClock() }));
  const heard = new Map<string, string[]>();
  simulator.deliver = async (request) => {
    const [event]: { type: string; data: { operationContext?: string } }[] = JSON.parse(await request.text());
    const key = new URL(request.url).searchParams.get("call") ?? "";
    heard.set(key, [
      ...(heard.get(key) ?? []),
      `${event?.type.split(".").at(-1)} ${event?.data.operationContext ?? ""}`.trim(),
    ]);
    return new Response();
  };
  const client = clientOf(simulator);
  await Promise.all(
    people.map(({ id, party }) => {
      const target = { targetParticipant: { phoneNumber: party.number }, sourceCallIdNumber: { phoneNumber: BOT } };
      return client.createCall(target, `https://bot.example.com/?call=${id}`, { operationContext: id });
    }),
  );
  for (const { id } of people) simulator.person(id).answer();
  await simulator.settled();
  for (const { id } of people) expect(heard.get(id)).toEqual(["ParticipantsUpdated", `CallConnected ${id}`]);
});
