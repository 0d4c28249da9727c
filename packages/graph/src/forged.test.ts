import { expect, test } from "vitest";
import { adaNumber, botNumber, botUrl, type SimulatedBot, startSimulatedBot } from "./simulated-bot.fixture.js";

async function connected(bot: SimulatedBot) {
  bot.ada.reacts({ kind: "answer" });
  const call = await bot.calling.create({ to: adaNumber, from: botNumber });
  await bot.simulator.advance(2_000);
  await call.connected;
  return call;
}

test.each([
  ["bad-signature", 401],
  ["wrong-audience", 401],
  ["expired", 503],
  ["alg-none", 401],
  ["no-token", 401],
  ["unknown-key", 401],
  ["other-call", 403],
] as const)("a callback with %s is answered %i and changes nothing", async (forgery, status) => {
  await using bot = await startSimulatedBot();
  const call = await connected(bot);
  const before = [...bot.seen];
  expect((await bot.simulator.forge({ forgery })).status).toBe(status);
  expect(bot.seen).toEqual(before);
  expect((await call.snapshot()).state).toBe("connected");
});

test("callbacks go on when the cloud changes its keys", async () => {
  await using bot = await startSimulatedBot();
  await connected(bot);
  await bot.simulator.advance(60_000);
  await bot.simulator.rotateKeys({ forget: true });
  bot.ada.hangUp();
  await bot.simulator.advance(2_000);
  expect(bot.seen.at(-1)).toBe("ended: remote-hung-up");
});

test("a callback of a tenant that is not on the list is refused", async () => {
  await using bot = await startSimulatedBot({ options: { tenants: ["11111111-2222-4333-8444-555555555555"] } });
  bot.ada.dial(botNumber);
  await bot.simulator.advance(2_000);
  expect(bot.seen).toEqual([]);
});

test("only tokens of a known issuer for this very application are claimed", async () => {
  await using bot = await startSimulatedBot();
  const { claims } = bot.calling.adapter.webhook;
  const token = (payload: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return { authorization: `Bearer ${part({ alg: "RS256" })}.${part(payload)}.x` };
  };
  const claimed = (headers: Record<string, string>) =>
    claims({ method: "POST", url: new URL(botUrl), headers: new Headers(headers) });
  const iss = "https://api.botframework.com";
  const aud = bot.simulator.graph.appId;
  expect(claimed(token({ iss, aud }))).toBe(true);
  expect(claimed(token({ iss, aud: "another" }))).toBe(false);
  expect(claimed(token({ iss: "https://acscallautomation.communication.azure.com", aud }))).toBe(false);
  expect(claimed({})).toBe(false);
});
