import { acs } from "@trunkline/acs";
import { createCalling, manualClock, memoryStore } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { midCallEvent } from "../kit/callbacks.js";
import { botNumber, cast, providers } from "../kit/cast.js";
import { jwt, rs, startKeyServer } from "../kit/tokens.js";
import { flood, heapMb } from "./kit/flood.js";
import { countingStore } from "./kit/observers.js";
import { startTarget, type Target } from "./kit/target.js";

/** Enough to keep requests of the attacker waiting at all times. */
const connections = 12;

/** An attacker's requests, each one different. The attacker varies everything that is cheap to vary. */
async function attackerRequests(at: Target): Promise<(index: number) => Request> {
  await using evil = await startKeyServer();
  const origin = `http://127.0.0.1:${at.port}`;
  const forgedBy = (kid: string) => jwt(at.header({ kid }), at.claims(), rs(256, evil.privateKey));
  const wrong = forgedBy(at.keyServer.kid);
  const [, claims, signature] = wrong.split(".");
  const made = (index: number) =>
    `${Buffer.from(JSON.stringify(at.header({ kid: `made-up-${index}` }))).toString("base64url")}.${claims}.${signature}`;
  const big = "x".repeat(50_000);
  const post = (path: string, authorization: string | undefined, body: string) =>
    new Request(`${origin}${path}`, { method: "POST", body, headers: authorization ? { authorization } : {} });
  const kinds = [
    () => post(at.webhook, undefined, big),
    (index: number) => post(at.webhook, `Bearer ${made(index)}`, at.end),
    (index: number) => post(at.address, `Bearer ${made(index)}`, big),
    () => post(at.address, `Bearer ${wrong}`, at.end),
    (index: number) => post(`${at.webhook}/${index}.${"A".repeat(22)}`, `Bearer ${wrong}`, at.end),
    (index: number) => post(`${at.webhook}?eventgrid=${index}`, undefined, big),
    (index: number) => post(at.webhook, `Bearer ${index}.${"x".repeat(5_000)}.y`, "{}"),
  ];
  return (index) => kinds[index % kinds.length]?.(index) ?? post("/", undefined, "");
}

describe.each(providers)("under a flood of garbage on %s", (provider) => {
  test("real callers are served, the key server is left alone, nothing is stored, and memory is freed", {
    tags: "endpoint/floods",
    timeout: 30_000,
  }, async () => {
    const store = countingStore(memoryStore());
    await using at = await startTarget(provider, { calling: { store } });
    const next = await attackerRequests(at);
    // Warm up everything that is allocated only once: connections, code, buffers.
    const warm = { done: false };
    setTimeout(() => (warm.done = true), 300);
    await flood(connections, next, warm);

    const before = { heap: await heapMb(), keys: at.keyServer.requests(), counts: { ...store.counts } };
    const until = { done: false };
    const flooding = flood(connections, next, until);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Only the attacker so far: nothing is stored. The call with the known address is inspected every two seconds, which is committed.
    const { commit: written = 0, ...others } = store.counts;
    const { commit: writtenBefore = 0, ...othersBefore } = before.counts;
    expect(others).toEqual(othersBefore);
    expect(written - writtenBefore).toBeLessThan(8);

    const body = provider === "acs" ? "[]" : '{"value":[]}';
    for (let real = 0; real < 5; real++)
      expect((await at.sendAs(`Bearer ${at.token()}`, { body })).status).toBeLessThan(300);
    at.stage.person("bob").reacts({ kind: "answer" });
    const call = await at.stage.calling.create({ to: cast.bob, from: botNumber });
    await at.stage.when(call.connected);
    await at.stage.when(call.hangUp());
    until.done = true;
    const { statuses, sent } = await flooding;

    const after = { heap: await heapMb(), keys: at.keyServer.requests() };
    expect(
      Object.keys(statuses)
        .map(Number)
        // 0: an unknown key that waits to be looked up. 503: too many are waiting already.
        .filter((status) => ![401, 403, 0, 503].includes(status)),
    ).toEqual([]);
    expect(sent).toBeGreaterThan(100);
    // An unknown key is looked up once every ten seconds, in two requests: for the webhook, and for the addresses of calls.
    const seconds = (at.stage.clock.now() - manualClock().now()) / 1_000;
    expect(after.keys - before.keys).toBeLessThanOrEqual(2 * 2 * (1 + Math.ceil(seconds / 10)));
    expect(after.heap - before.heap).toBeLessThan(16);
    expect((await at.call.snapshot()).state).toBe("connected");
  });
});

test("garbage from an authenticated cloud is freed when calls are forgotten", {
  tags: "endpoint/floods",
  timeout: 30_000,
}, async () => {
  const clock = manualClock();
  await using keyServer = await startKeyServer();
  const { openIdConfigurationUrl } = keyServer;
  const resourceId = "b9614373-fd0b-480c-8fd2-cb58b70eab9f";
  const issuer = "https://calls.example.com";
  const connectionString = "endpoint=https://acs.example.com;accesskey=AAAA";
  const url = "https://bot.example.com/calls";
  const adapter = acs({
    connectionString,
    resourceId,
    issuer,
    openIdConfigurationUrl,
    allowInsecureConnection: true,
  });
  // A long lease means few rounds of the watch, so that a day passes quickly.
  await using calling = createCalling({ adapter, url, clock, leaseMs: 24 * 60 * 60_000 });
  // The adapter uses the machine's clock: otherwise it would fetch keys all day long.
  const exp = Math.floor(Date.now() / 1000) + 3_600;
  const send = async (index: number) => {
    const token = jwt(
      { alg: "RS256", kid: keyServer.kid },
      { iss: issuer, aud: resourceId, exp },
      rs(256, keyServer.privateKey),
    );
    const event = midCallEvent(`Hologram${index}`, `no-such-call-${index}`, { padding: "x".repeat(4_000) });
    const headers = { authorization: `Bearer ${token}` };
    const request = new Request(url, { method: "POST", headers, body: JSON.stringify([event]) });
    return (await calling.handle(request)).status;
  };
  for (let index = 0; index < 300; index++) expect(await send(index)).toBe(200);
  await clock.advance(26 * 60 * 60_000);
  const before = await heapMb();
  for (let index = 300; index < 2_300; index++) expect(await send(index)).toBe(200);
  const during = (await heapMb()) - before;
  await clock.advance(26 * 60 * 60_000);
  const after = (await heapMb()) - before;
  expect(after).toBeLessThan(2);
  expect(during).toBeGreaterThan(after);
});
