import { acs } from "@trunkline/acs";
import { createCalling, manualClock, memoryStore } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { midCallEvent } from "../kit/callbacks.js";
import { botNumber, cast, providers } from "../kit/cast.js";
import { jwt, rs, startLocksmith } from "../kit/tokens.js";
import { flood, heapMb } from "./kit/flood.js";
import { countingStore } from "./kit/observers.js";
import { startTarget, type Target } from "./kit/target.js";

/** Enough for the bot never to be without a stranger's request. */
const connections = 12;

/** Requests of a stranger, each another. Everything that costs nothing to make up is made up. */
async function strangers(at: Target): Promise<(index: number) => Request> {
  await using evil = await startLocksmith();
  const origin = `http://127.0.0.1:${at.port}`;
  const forgedBy = (kid: string) => jwt(at.header({ kid }), at.claims(), rs(256, evil.privateKey));
  const wrong = forgedBy(at.locksmith.kid);
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
  test("honest callers are served, the key server is left alone, nothing is stored, and memory comes back", {
    tags: "endpoint/floods",
    timeout: 30_000,
  }, async () => {
    const store = countingStore(memoryStore());
    await using at = await startTarget(provider, { calling: { store } });
    const next = await strangers(at);
    // Once for everything that is made but once: connections, code, buffers.
    const warm = { done: false };
    setTimeout(() => (warm.done = true), 300);
    await flood(connections, next, warm);

    const before = { heap: await heapMb(), keys: at.locksmith.requests(), asked: { ...store.asked } };
    const until = { done: false };
    const flooding = flood(connections, next, until);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Strangers alone so far: nothing is stored. The call whose address they know is asked about, once in two seconds, which is written.
    const { commit: written = 0, ...asked } = store.asked;
    const { commit: writtenBefore = 0, ...askedBefore } = before.asked;
    expect(asked).toEqual(askedBefore);
    expect(written - writtenBefore).toBeLessThan(8);

    const body = provider === "acs" ? "[]" : '{"value":[]}';
    for (let honest = 0; honest < 5; honest++)
      expect((await at.sendAs(`Bearer ${at.token()}`, { body })).status).toBeLessThan(300);
    at.stage.person("bob").reacts({ kind: "answer" });
    const call = await at.stage.calling.create({ to: cast.bob, from: botNumber });
    await at.stage.when(call.connected);
    await at.stage.when(call.hangUp());
    until.done = true;
    const { statuses, sent } = await flooding;

    const after = { heap: await heapMb(), keys: at.locksmith.requests() };
    expect(
      Object.keys(statuses)
        .map(Number)
        // 0: a made-up key that waits to be looked up. 503: so many wait that this one may not.
        .filter((status) => ![401, 403, 0, 503].includes(status)),
    ).toEqual([]);
    expect(sent).toBeGreaterThan(100);
    // An unknown key is looked up once in ten seconds of the clock, in two requests: for the webhook, and for the addresses of calls.
    const seconds = (at.stage.clock.now() - manualClock().now()) / 1_000;
    expect(after.keys - before.keys).toBeLessThanOrEqual(2 * 2 * (1 + Math.ceil(seconds / 10)));
    expect(after.heap - before.heap).toBeLessThan(16);
    expect((await at.call.snapshot()).state).toBe("connected");
  });
});

test("garbage of a cloud that has proved who it is goes with the time for which calls are remembered", {
  tags: "endpoint/floods",
  timeout: 30_000,
}, async () => {
  const clock = manualClock();
  await using smith = await startLocksmith();
  const { openIdConfigurationUrl } = smith;
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
  // Few rounds of its watch, so that a day passes quickly.
  await using calling = createCalling({ adapter, url, clock, leaseMs: 24 * 60 * 60_000 });
  // The adapter is on the machine's clock: its keys would be fetched all day long.
  const exp = Math.floor(Date.now() / 1000) + 3_600;
  const send = async (index: number) => {
    const token = jwt(
      { alg: "RS256", kid: smith.kid },
      { iss: issuer, aud: resourceId, exp },
      rs(256, smith.privateKey),
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
