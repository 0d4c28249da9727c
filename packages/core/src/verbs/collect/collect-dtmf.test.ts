import { expect, test } from "vitest";
import { connectedWorld, world } from "../../testing/loopback.fixture.js";

const prompt = { url: "https://cdn.example/pin.wav" };

test("collects as many tones as asked for", async () => {
  const { call, press, settle, wire } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 4 });
  await settle();
  expect(wire.count("subscribeDtmf")).toBe(1);
  await press("1234");
  expect(await collecting).toEqual({ tones: "1234", endedBy: "max" });
});

test("the stop tone ends it and is not part of the result", async () => {
  const { call, press, settle } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 9, stopOn: "#*" });
  await settle();
  await press("12#");
  expect(await collecting).toEqual({ tones: "12", endedBy: "stop-tone" });
});

test("no input is a result, counted from the end of the prompt", async () => {
  const { call, clock, finish, settle } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 1, firstToneMs: 5000 });
  await settle();
  await clock.advance(60_000);
  await finish("play");
  await clock.advance(4999);
  let done = false;
  void collecting.then(() => {
    done = true;
  });
  await settle();
  expect(done).toBe(false);
  await clock.advance(1);
  expect(await collecting).toEqual({ tones: "", endedBy: "no-input" });
});

test("a pause that is too long between two tones ends it with what there is", async () => {
  const { call, clock, press, settle } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 4, interToneMs: 3000 });
  await settle();
  await press("12");
  await clock.advance(3000);
  expect(await collecting).toEqual({ tones: "12", endedBy: "inter-tone-timeout" });
});

test("a key during the prompt stops it and counts", async () => {
  const { call, press, settle, wire, finish } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 2 });
  await settle();
  await press("1");
  expect(wire.count("cancelMedia")).toBe(1);
  await finish("play", "canceled");
  await press("2");
  expect(await collecting).toEqual({ tones: "12", endedBy: "max" });
});

test("without barge-in a key during the prompt does not count", async () => {
  const { call, press, settle, wire, finish } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 1, bargeIn: false });
  await settle();
  await press("1");
  expect(wire.count("cancelMedia")).toBe(0);
  await finish("play");
  await press("2");
  expect(await collecting).toEqual({ tones: "2", endedBy: "max" });
});

test("tones pressed before it began do not count", async () => {
  const { call, press, settle } = await connectedWorld();
  const first = call.collectDtmf({ max: 1 });
  await settle();
  await press("1");
  await first;
  await press("9");
  const second = call.collectDtmf({ max: 1 });
  await settle();
  await press("2");
  expect(await second).toEqual({ tones: "2", endedBy: "max" });
});

test("a call that ends meanwhile is a result, not an error", async () => {
  const { call, press, settle, hangUpRemotely } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 4 });
  await settle();
  await press("12");
  await hangUpRemotely();
  expect(await collecting).toEqual({ tones: "12", endedBy: "call-ended" });
});

test("canceled, it yields what there was", async () => {
  const { call, press, settle } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 4 });
  await settle();
  await press("7");
  await collecting.cancel();
  expect(await collecting).toEqual({ tones: "7", endedBy: "canceled" });
});

test("asked again under its key, it is joined, and its result is there for those who ask later", {
  tags: "operations/joined",
}, async () => {
  const { call, press, settle, wire } = await connectedWorld();
  const first = call.collectDtmf({ prompt, max: 1, key: "menu" });
  await settle();
  const second = call.collectDtmf({ prompt, max: 1, key: "menu" });
  await settle();
  expect(wire.count("play")).toBe(1);
  await press("3");
  expect(await first).toEqual({ tones: "3", endedBy: "max" });
  expect(await second).toEqual({ tones: "3", endedBy: "max" });
  expect(await call.collectDtmf({ max: 1, key: "menu" })).toEqual({ tones: "3", endedBy: "max" });
});

test("a prompt that cannot be played fails it", async () => {
  const { call, settle, finish } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 1 });
  await settle();
  await finish("play", "failed");
  await expect(collecting).rejects.toMatchObject({ code: "operation-failed" });
});

test("secret tones reach the collection and no event", { tags: "secrets/secret-keys" }, async () => {
  const { call, settle, press, events } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 2, secret: true });
  await settle();
  await press("42");
  expect(await collecting).toEqual({ tones: "42", endedBy: "max" });
  expect(events.filter((event) => event.startsWith("dtmf"))).toEqual([]);
});

test("the wire's own form of a secret key reaches no handler, and that of another key does", {
  tags: "secrets/secret-keys",
}, async () => {
  const { call, calling, settle, tell } = await connectedWorld();
  const raws: unknown[] = [];
  calling.on("*", ({ raw }) => void raws.push(raw));
  const key = (sequence: number, tone: "4" | "2") =>
    tell({ kind: "dtmf", id: `tone:${sequence}`, tone, sequence, raw: `pressed ${tone}` });
  const secret = call.collectDtmf({ max: 1, secret: true });
  await settle();
  await key(1, "4");
  expect(await secret).toMatchObject({ tones: "4" });
  await settle();
  expect(raws).not.toContain("pressed 4");
  const open = call.collectDtmf({ max: 1 });
  await settle();
  await key(2, "2");
  expect(await open).toMatchObject({ tones: "2" });
  await settle();
  expect(raws).toContain("pressed 2");
});

test("keys are subscribed to once a call, whatever collects them or listens to them", async () => {
  const { call, calling, settle, press, wire } = await connectedWorld();
  for (const tone of ["1", "2"]) {
    const collecting = call.collectDtmf({ max: 1 });
    await settle();
    await press(tone);
    expect(await collecting).toMatchObject({ tones: tone });
  }
  call.dtmf();
  calling.on("dtmf-received", () => {});
  await settle();
  expect(wire.count("subscribeDtmf")).toBe(1);
  expect(wire.last("subscribeDtmf").input).toEqual({ of: call.to });
});

test("in a group, keys are subscribed to without naming a party", async () => {
  const { calling, wire, tell, settle } = world();
  const call = await calling.create({ to: ["+14255550123", "+14255550142"] });
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected" });
  void call.collectDtmf({ max: 1 });
  await settle();
  expect(wire.last("subscribeDtmf").input).toStrictEqual({});
});

test("a collection that could never end, and a stop tone that does not exist, are refused", async () => {
  const { call } = await connectedWorld();
  // @ts-expect-error the compiler refuses it too
  await expect(call.collectDtmf({})).rejects.toMatchObject({ code: "invalid-request" });
  await expect(call.collectDtmf({ stopOn: "#x" })).rejects.toThrow('"x" at position 2');
});

test.each(["a key that ends it", "its cancel"])(
  "what plays after %s waits until its prompt is stopped",
  async (how) => {
    const { call, press, settle, wire } = await connectedWorld();
    let stopped = () => {};
    wire.next("cancelMedia", () => new Promise((resolve) => (stopped = () => resolve({}))));
    const collecting = call.collectDtmf({ prompt, max: 1 });
    await settle();
    const next = call.play({ url: "https://cdn.example/next.wav" });
    if (how === "its cancel") await collecting.cancel();
    else await press("1");
    await collecting;
    await settle();
    expect([wire.count("cancelMedia"), wire.count("play")]).toEqual([1, 1]);
    stopped();
    await next.accepted;
    expect(wire.count("play")).toBe(2);
  },
);

test("a collection that is canceled while it waits for its turn never begins", async () => {
  const { call, finish, settle, wire } = await connectedWorld();
  const playing = call.play(prompt);
  const collecting = call.collectDtmf({ max: 1 });
  await settle();
  await collecting.cancel();
  await finish("play");
  await playing;
  expect(await collecting).toEqual({ tones: "", endedBy: "canceled" });
  expect(wire.count("subscribeDtmf")).toBe(0);
});

test("a caller who hangs up during the prompt ends it as call-ended, though the prompt was canceled first", async () => {
  const { call, settle, finish, hangUpRemotely } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 1 });
  await settle();
  await finish("play", "canceled");
  await hangUpRemotely();
  expect(await collecting).toEqual({ tones: "", endedBy: "call-ended" });
});

test("canceling all media during the prompt cancels it", async () => {
  const { call, settle, finish } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 1 });
  await settle();
  void call.cancelMedia();
  await settle();
  expect(await collecting).toEqual({ tones: "", endedBy: "canceled" });
  await finish("play", "canceled");
});
