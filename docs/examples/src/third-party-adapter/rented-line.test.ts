import { createCalling, manualClock } from "@trunkline/core";
import { expect, expectTypeOf, test } from "vitest";
import type { RentedLineClient } from "./client.js";
import { rentedLine } from "./rented-line.js";
import { account, rentedLineCloud } from "./rented-line-cloud.fixture.js";

const line = { to: "+14255550123", from: "+14255550100" } as const;

/** A bot on the third party's telephone API. */
async function start() {
  const clock = manualClock();
  const cloud = await rentedLineCloud((request) => calling.handle(request));
  const adapter = rentedLine({ ...account, baseUrl: cloud.baseUrl });
  const calling = createCalling({ adapter, url: "https://bot.example.com/calls", clock, logger: false });
  return {
    calling,
    cloud,
    /** Where the last call's callbacks go. */
    callback: () =>
      cloud.requests.findLast(({ path }) => path.endsWith("/Calls.json"))?.form.get("StatusCallback") ?? "",
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await cloud[Symbol.asyncDispose]();
    },
  };
}

test("a call is dialed, connected, played into and hung up", async () => {
  await using bot = await start();
  const call = await bot.calling.create(line);
  expect(Object.fromEntries(bot.cloud.requests[0]?.form ?? [])).toMatchObject({ To: line.to, From: line.from });
  await bot.cloud.callBack(bot.callback(), { CallStatus: "ringing" });
  await bot.cloud.callBack(bot.callback(), { CallStatus: "in-progress" });
  await call.connected;

  const playing = call.play({ url: "https://cdn.example.com/hello.wav" });
  await playing.accepted;
  const [, next = ""] = /<Redirect>(.*)<\/Redirect>/.exec(bot.cloud.requests.at(-1)?.form.get("Twiml") ?? "") ?? [];
  await bot.cloud.callBack(next, {});
  expect((await playing).endedBy).toBe("completed");

  const ending = call.hangUp();
  await ending.accepted;
  await bot.cloud.callBack(bot.callback(), { CallStatus: "completed", SipResponseCode: "200" });
  await ending;
  expect(await call.ended).toMatchObject({ kind: "hung-up", code: 200 });
});

test("a busy line ends the call as busy", async () => {
  await using bot = await start();
  const call = await bot.calling.create(line);
  await bot.cloud.callBack(bot.callback(), { CallStatus: "busy", SipResponseCode: "486" });
  expect(await call.ended).toMatchObject({ kind: "busy", code: 486 });
});

test("a callback with a wrong signature is refused and costs nothing", async () => {
  await using bot = await start();
  const call = await bot.calling.create(line);
  expect(await bot.cloud.callBack(bot.callback(), { CallStatus: "completed" }, "forged")).toBe(401);
  expect((await call.snapshot()).state).not.toBe("disconnected");
});

test("what the API cannot do is refused by name, before any request", async () => {
  await using bot = await start();
  expect(bot.calling.capabilities.collectDtmf.support).toBe("unsupported");
  await expect(bot.calling.join({ kind: "room", id: "r" })).rejects.toThrow("join: not with rented-line");
  expect(bot.cloud.requests).toEqual([]);
});

test("a wrong option names itself and its variable", () => {
  expect(() => rentedLine({ accountSid: "nope", authToken: "x" })).toThrow("RENTED_LINE_ACCOUNT_SID");
});

test("its client and its provider options are typed", async () => {
  await using bot = await start();
  expectTypeOf(bot.calling.adapter.client).toEqualTypeOf<RentedLineClient>();
  await bot.calling.create({ ...line, providerOptions: { "rented-line": { machineDetection: "Enable" } } });
  expect(bot.cloud.requests[0]?.form.get("MachineDetection")).toBe("Enable");
});
