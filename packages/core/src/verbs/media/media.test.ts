import { expect, test } from "vitest";
import { connectedWorld } from "../../testing/loopback.fixture.js";
import { CallingError } from "../../words/calling-error.js";

const prompt = { url: "https://cdn.example/hello.wav" };

test("a play resolves when the provider says that it has ended", async () => {
  const { call, settle, finish, wire } = await connectedWorld();
  const playing = call.play(prompt);
  await playing.accepted;
  expect(wire.last("play").input).toEqual({ prompts: [prompt], loop: false });
  await finish("play");
  expect(await playing).toEqual({ endedBy: "completed", warnings: [] });
  await settle();
});

test("a second prompt begins when the first has ended", async () => {
  const { call, settle, finish, wire } = await connectedWorld();
  const first = call.play(prompt);
  const second = call.play({ url: "https://cdn.example/second.wav" });
  await settle();
  expect(wire.count("play")).toBe(1);
  await finish("play");
  await first;
  await settle();
  expect(wire.count("play")).toBe(2);
  await finish("play");
  await second;
});

test("a prompt that loops gives way to what comes next", async () => {
  const { call, settle, finish, wire } = await connectedWorld();
  const music = call.play(prompt, { loop: true });
  await music.accepted;
  expect(wire.last("play").input).toEqual({ prompts: [prompt], loop: true });
  const next = call.play({ url: "https://cdn.example/next.wav" });
  await settle();
  expect(wire.count("cancelMedia")).toBe(1);
  await finish("play", "canceled");
  expect(await music).toMatchObject({ endedBy: "canceled" });
  await settle();
  expect(wire.last("play").input).toMatchObject({ prompts: [{ url: "https://cdn.example/next.wav" }] });
  await finish("play");
  await next;
});

test("disposing of a play stops it", async () => {
  const { call, settle, wire } = await connectedWorld();
  {
    await using music = call.play(prompt, { loop: true });
    await music.accepted;
  }
  await settle();
  expect(wire.count("cancelMedia")).toBe(1);
});

test("a failed play rejects and emits an event, and need not be awaited", {
  tags: "operations/unhandled",
}, async () => {
  const { call, finish, settle, events } = await connectedWorld();
  void call.play(prompt);
  await settle();
  await finish("play", "failed");
  expect(events).toContain("operation-failed");
});

test("tones are sent as one request, and the operation says what was sent", async () => {
  const { call, settle, finish, wire } = await connectedWorld();
  const sending = call.sendDtmf("12#");
  await settle();
  expect(wire.last("sendDtmf").input).toEqual({
    tones: ["1", "2", "#"],
    to: { kind: "phone", number: "+14255550123" },
  });
  await finish("sendDtmf");
  expect(await sending).toEqual({ sent: "12#", warnings: [] });
});

test("a list may contain the names of tones", async () => {
  const { call, settle, wire } = await connectedWorld();
  void call.sendDtmf(["1", "star", "pound", "hash", "asterisk"]);
  await settle();
  expect(wire.last("sendDtmf").input).toMatchObject({ tones: ["1", "*", "#", "#", "*"] });
});

test("more tones than the provider takes go in parts, each after the one before", async () => {
  const { call, settle, finish, wire } = await connectedWorld({ limits: { sendDtmfTones: 18 } });
  const sending = call.sendDtmf("1234567890123456789012345678901234567890");
  for (const expected of [1, 2, 3]) {
    await settle();
    expect(wire.count("sendDtmf")).toBe(expected);
    await finish("sendDtmf");
  }
  expect((await sending).sent).toHaveLength(40);
});

test("pauses in the dial string are kept between the parts", async () => {
  const { call, settle, finish, wire, clock } = await connectedWorld();
  const sending = call.sendDtmf("1wW2");
  await settle();
  await finish("sendDtmf");
  await clock.advance(1499);
  expect(wire.count("sendDtmf")).toBe(1);
  await clock.advance(1);
  expect(wire.count("sendDtmf")).toBe(2);
  await finish("sendDtmf");
  expect((await sending).sent).toBe("12");
});

test("a failure in a later part says what was sent before", async () => {
  const { call, settle, finish } = await connectedWorld({ limits: { sendDtmfTones: 2 } });
  const sending = call.sendDtmf("1234");
  await settle();
  await finish("sendDtmf");
  await settle();
  await finish("sendDtmf", "failed");
  const error = await sending.catch((thrown: unknown) => thrown);
  expect(CallingError.is(error) && [error.code, error.sent]).toEqual(["operation-failed", "12"]);
});

test("an unknown tone is named with its position", async () => {
  const { call, wire } = await connectedWorld();
  await expect(call.sendDtmf("12x4")).rejects.toThrow('sendDtmf: "x" at position 3 is not a tone');
  expect(wire.count("sendDtmf")).toBe(0);
});

test("no completion in time fails the operation and asks the provider how the call stands", {
  tags: "operations/deadline",
}, async () => {
  const { call, settle, wire, clock } = await connectedWorld();
  const sending = call.sendDtmf("1");
  await settle();
  await clock.advance(20_000);
  await expect(sending).rejects.toMatchObject({ code: "timeout" });
  expect(wire.count("inspect")).toBe(1);
});

test("tones have as long to be sent as they and their gaps take, and fifteen seconds more", async () => {
  const { call, settle, clock } = await connectedWorld({ limits: { sendDtmfGap: true } });
  const failed: unknown[] = [];
  call.sendDtmf("12", { gapMs: 1000 }).catch((error: unknown) => failed.push(error));
  await settle();
  await clock.advance(17_999);
  expect(failed).toEqual([]);
  await clock.advance(1);
  expect(failed).toMatchObject([{ code: "timeout" }]);
});

test("an aborted signal rejects with its reason and stops the media", async () => {
  const { call, settle, wire } = await connectedWorld();
  const abort = new AbortController();
  const playing = call.play(prompt, { signal: abort.signal });
  await playing.accepted;
  abort.abort(new Error("enough"));
  await expect(playing).rejects.toThrow("enough");
  await settle();
  expect(wire.count("cancelMedia")).toBe(1);
});

test("tones that were cut off failed, for the caller of the verb and for listeners", async () => {
  const { call, finish, events } = await connectedWorld();
  const sending = call.sendDtmf("12");
  await sending.accepted;
  await finish("sendDtmf", "canceled");
  await expect(sending).rejects.toMatchObject({ code: "operation-failed", sent: "" });
  expect(events.slice(-1)).toEqual(["operation-failed"]);
});

test("a prompt that is given up while it waits for its turn is not played, and that is a result", async () => {
  const { call, wire, settle } = await connectedWorld();
  call.play(prompt).catch(() => {});
  const waiting = call.play(prompt);
  await settle();
  await waiting.cancel();
  expect(await waiting).toEqual({ endedBy: "canceled", warnings: [] });
  expect(wire.count("play")).toBe(1);
});

test("tones that are given up while they wait for their turn are not sent, and the error says so", async () => {
  const { call, wire, settle } = await connectedWorld();
  call.play(prompt).catch(() => {});
  const sending = call.sendDtmf("12");
  await settle();
  await sending.cancel();
  await expect(sending).rejects.toMatchObject({ code: "operation-failed", verb: "sendDtmf", sent: "" });
  expect(wire.count("sendDtmf")).toBe(0);
});

test("a gap that the provider cannot keep is in the warnings of the acceptance and of the result, and is not asked of it", async () => {
  const { call, wire, finish, settle } = await connectedWorld({ limits: { sendDtmfTones: 2 } });
  const warned = ["gapMs: loopback takes no gap between tones; they are sent at its own pace"];
  const sending = call.sendDtmf("123", { gapMs: 300 });
  await settle();
  expect(await sending.accepted).toEqual({ warnings: warned });
  expect(wire.last("sendDtmf").input).not.toHaveProperty("gapMs");
  await finish("sendDtmf");
  await finish("sendDtmf");
  expect(await sending).toEqual({ sent: "123", warnings: warned });
});

test("a gap that the provider keeps is asked of it, without a warning", async () => {
  const { call, wire, finish, settle } = await connectedWorld({ limits: { sendDtmfGap: true } });
  const sending = call.sendDtmf("12", { gapMs: 300 });
  await settle();
  expect(wire.last("sendDtmf").input).toMatchObject({ gapMs: 300 });
  await finish("sendDtmf");
  expect(await sending).toEqual({ sent: "12", warnings: [] });
  call.sendDtmf("12").catch(() => {});
  await settle();
  expect(wire.last("sendDtmf").input).not.toHaveProperty("gapMs");
});
