import { createCalling, manualClock } from "@trunkline/core";
import { expect, expectTypeOf, test } from "vitest";
import { startCarrierApi } from "./carrier/api.fixture.js";
import { account, Carrier, letter, webhookUrl } from "./carrier/carrier.fixture.js";
import { botNumber, personOn } from "./carrier/people.fixture.js";
import type { RentedLineClient } from "./client/rented-line-client.js";
import { rentedLine } from "./rented-line.js";

const line = { to: "+14255550123", from: botNumber } as const;

/** A bot on the carrier, and Ada, who has a telephone. */
async function start() {
  const clock = manualClock();
  const carrier = new Carrier(clock, (request) => calling.handle(request));
  const api = await startCarrierApi(carrier);
  const adapter = rentedLine({ ...account, baseUrl: api.baseUrl });
  const calling = createCalling({ adapter, url: webhookUrl, clock, logger: false });
  return {
    calling,
    carrier,
    api,
    clock,
    ada: personOn(carrier, line.to),
    async [Symbol.asyncDispose]() {
      // Ringing may overtake the answer to create: it waits on the clock for it.
      await clock.advance(1_000);
      await calling.close({ drainMs: 0 });
      await api[Symbol.asyncDispose]();
    },
  };
}

test("the bot's call goes out with its own command id and the options of the carrier", async () => {
  await using bot = await start();
  await bot.calling.create({ ...line, providerOptions: { "rented-line": { callerName: "Contoso" } } });
  expect(bot.api.requests[0]).toMatchObject({ method: "POST", path: "/v1/accounts/rl-1/calls" });
  expect(JSON.parse(bot.api.requests[0]?.body ?? "")).toEqual({
    to: [line.to],
    from: line.from,
    caller_name: "Contoso",
    command_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("a callback that was signed ten minutes ago is refused, to be sent again, and costs nothing", async () => {
  await using bot = await start();
  const call = await bot.calling.create(line);
  const ended = JSON.stringify({ id: "ev-9", type: "call.ended", call: call.providerCallId, cause: "hung_up" });
  const replayed = await bot.calling.handle(letter(ended, bot.clock.now() - 10 * 60_000));
  expect(replayed.status).toBe(503);
  expect((await call.snapshot()).state).not.toBe("disconnected");
});

test("a call ends for the carrier's own cause, with the SIP response beside it", async () => {
  await using bot = await start();
  const call = await bot.calling.create(line);
  const ended = { id: "ev-9", type: "call.ended", call: call.providerCallId, cause: "busy", sip: 486 };
  await bot.calling.handle(letter(JSON.stringify(ended), bot.clock.now()));
  expect(await call.ended).toMatchObject({ kind: "busy", code: "busy", details: { sip: 486 } });
});

test("what the carrier cannot do is refused by name, before any request", async () => {
  await using bot = await start();
  await expect(bot.calling.join({ kind: "room", id: "r" })).rejects.toThrow("join: not with rented-line");
  await expect(bot.calling.create({ ...line, to: [line.to, "+14255550199"] })).rejects.toThrow("group");
  expect(bot.api.requests).toEqual([]);
});

test("its client is typed", async () => {
  await using bot = await start();
  expectTypeOf(bot.calling.adapter.client).toEqualTypeOf<RentedLineClient>();
});
