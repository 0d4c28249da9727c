import { describe, expect, test } from "vitest";
import { connectedOnA } from "../../testing/instances.fixture.js";
import { connectedWorld, type Loopback } from "../../testing/loopback.fixture.js";
import { CallingError } from "../../words/calling-error.js";

const prompts = ["a", "b", "c"].map((name) => ({ url: `https://cdn.example/${name}.wav` }));
/** A provider that takes one prompt in a request. */
const limits = { prompts: 1 };

/** What was sent to be played, by the names of the files. */
function played({ sent }: Loopback): readonly string[] {
  return sent
    .filter(({ verb }) => verb === "play")
    .map(({ input }) => [...JSON.stringify(input).matchAll(/(\w+)\.wav/g)].map(([, name]) => name).join(""));
}

/** A connected call on such a provider, with the events of its operations. */
async function onSuchACall() {
  const world = await connectedWorld({ limits });
  const ended: unknown[] = [];
  world.calling.on("operation-completed", ({ verb, operation }) => void ended.push([verb, operation]));
  world.calling.on("operation-failed", ({ verb, operation }) => void ended.push([verb, operation, "failed"]));
  const playing = <T>(work: PromiseLike<T>) =>
    work.then(
      (value) => value as unknown,
      (error: unknown) => error,
    );
  return { ...world, ended, playing };
}

describe("a row of prompts that one request cannot carry", () => {
  test("is played one request after the other, and is one operation that ends with the last", async () => {
    const { call, wire, finish, ended, settle } = await onSuchACall();
    const playing = call.play(prompts);
    await settle();
    await playing.accepted;
    expect(played(wire)).toEqual(["a"]);
    await finish("play");
    expect(played(wire)).toEqual(["a", "b"]);
    await finish("play");
    expect([played(wire), ended]).toEqual([["a", "b", "c"], []]);
    await finish("play");
    expect(await playing).toEqual({ endedBy: "completed", warnings: [] });
    expect(ended).toEqual([["play", playing.id]]);
    expect(
      new Set(wire.sent.filter(({ verb }) => verb === "play").map(({ context }) => context.operationId)).size,
    ).toBe(3);
  });

  test("holds up what is played after it until its last prompt has ended", async () => {
    const { call, wire, finish, settle } = await onSuchACall();
    call.play(prompts.slice(0, 2));
    call.play(prompts.slice(2));
    await settle();
    await finish("play");
    await finish("play");
    expect(played(wire)).toEqual(["a", "b", "c"]);
  });

  test("is played over and over in a loop, until something else waits", async () => {
    const { call, wire, finish, settle, tell } = await onSuchACall();
    const music = call.play(prompts.slice(0, 2), { loop: true });
    await settle();
    for (let times = 0; times < 4; times++) await finish("play");
    expect(played(wire)).toEqual(["a", "b", "a", "b", "a"]);
    expect(wire.last("play").input).toMatchObject({ loop: false });
    call.play(prompts.slice(2));
    await settle();
    expect(wire.count("cancelMedia")).toBe(1);
    const { operationId } = wire.last("play").context;
    await tell({ kind: "operation", verb: "play", operationId, outcome: "canceled" });
    expect(await music).toMatchObject({ endedBy: "canceled" });
    expect(played(wire).at(-1)).toBe("c");
  });

  test("yields the warnings of all its requests, each once", async () => {
    const { call, wire, finish, settle } = await onSuchACall();
    for (const warning of ["louder", "louder", "slower"]) wire.next("play", () => ({ warnings: [warning] }));
    const playing = call.play(prompts);
    await settle();
    for (let times = 0; times < 3; times++) await finish("play");
    expect(await playing).toEqual({ endedBy: "completed", warnings: ["louder", "slower"] });
  });

  test("is checked as a whole before anything is sent", async () => {
    const { call, wire, playing } = await onSuchACall();
    const error = await playing(call.play(prompts, { providerOptions: { loopback: { color: "red" } } }));
    expect(error).toMatchObject({ code: "invalid-request" });
    expect(wire.count("play")).toBe(0);
  });

  test("takes a completion that names no operation for that of the prompt that plays", async () => {
    const { call, wire, tell, settle, ended } = await onSuchACall();
    call.play(prompts);
    await settle();
    await tell({ kind: "operation", verb: "play", outcome: "completed" });
    expect([played(wire), ended]).toEqual([["a", "b"], []]);
  });

  test("has the bot's own deadline as a whole, and is not continued after it", async () => {
    const { call, clock, wire, finish, settle, playing } = await onSuchACall();
    const work = playing(call.play(prompts, { timeoutMs: 5_000 }));
    await settle();
    await finish("play");
    await clock.advance(5_000);
    expect(await work).toMatchObject({ code: "timeout" });
    await finish("play");
    expect(played(wire)).toEqual(["a", "b"]);
  });
});

describe("a row of prompts fails", () => {
  test("with the number of the prompt in the row when its request is refused", async () => {
    const { call, wire, finish, settle, playing, ended } = await onSuchACall();
    const work = call.play(prompts);
    const outcome = playing(work);
    await settle();
    wire.next("play", () => {
      throw new CallingError("invalid-request", "play: no such file");
    });
    await finish("play");
    expect(await outcome).toMatchObject({ code: "invalid-request", failedPrompt: 1, verb: "play", callRef: call.ref });
    expect(ended).toEqual([["play", work.id, "failed"]]);
    expect(wire.count("play")).toBe(2);
  });

  test("with the number of the prompt in the row when the provider reports that it could not be played", async () => {
    const { call, tell, wire, finish, settle, playing } = await onSuchACall();
    const work = playing(call.play(prompts));
    await settle();
    await finish("play");
    const { operationId } = wire.last("play").context;
    const result = { code: 400, subcode: 7, message: "no such file" };
    await tell({ kind: "operation", verb: "play", operationId, outcome: "failed", result, hint: "Mend it." });
    expect(await work).toMatchObject({
      code: "operation-failed",
      failedPrompt: 1,
      providerCode: "7",
      hint: "Mend it.",
    });
    expect(wire.count("play")).toBe(2);
  });

  test("with what the provider counts within one request, counted over the row", async () => {
    const world = await connectedWorld({ limits: { prompts: 2 } });
    const work = world.call.play([...prompts, ...prompts]).then(
      () => undefined,
      (error: unknown) => error,
    );
    await world.settle();
    await world.finish("play");
    const { operationId } = world.wire.last("play").context;
    const result = { code: 0, subcode: 0, message: "", failedPrompt: 1 };
    await world.tell({ kind: "operation", verb: "play", operationId, outcome: "failed", result });
    expect(await work).toMatchObject({ failedPrompt: 3 });
  });

  test("without a number when the request failed for another reason", async () => {
    const { call, wire, finish, settle, playing } = await onSuchACall();
    const work = playing(call.play(prompts));
    await settle();
    wire.next("play", () => {
      throw new CallingError("unavailable", "the connection broke");
    });
    await finish("play");
    expect(await work).toMatchObject({ code: "outcome-unknown" });
    expect(await work).not.toHaveProperty("failedPrompt");
  });

  test("as the call ends, and nothing more is sent", async () => {
    const { call, wire, settle, hangUpRemotely, playing, ended } = await onSuchACall();
    const work = call.play(prompts);
    const outcome = playing(work);
    await settle();
    await hangUpRemotely();
    expect(await outcome).toMatchObject({ code: "call-ended" });
    expect([wire.count("play"), ended.filter((one) => String(one).includes(work.id))]).toEqual([
      1,
      [["play", work.id, "failed"]],
    ]);
  });
});

describe("a row of prompts is stopped", () => {
  test("by the bot, while a prompt plays", async () => {
    const { call, wire, finish, settle, tell } = await onSuchACall();
    const playing = call.play(prompts);
    await settle();
    await finish("play");
    const { operationId } = wire.last("play").context;
    const stopping = playing.cancel();
    await settle();
    await tell({ kind: "operation", verb: "play", operationId, outcome: "canceled" });
    await stopping;
    expect(await playing).toMatchObject({ endedBy: "canceled" });
    expect(played(wire)).toEqual(["a", "b"]);
  });

  test.each(["cancelMedia of the call", "cancel of the operation"])(
    "by a %s while a prompt ends: the next one is not sent, though the provider has not answered yet",
    async (way) => {
      const { call, wire, settle, tell } = await onSuchACall();
      const playing = call.play(prompts);
      await settle();
      const { operationId } = wire.last("play").context;
      wire.next("cancelMedia", () => new Promise(() => {}));
      (way === "cancelMedia of the call" ? call.cancelMedia() : playing.cancel()).catch(() => {});
      await settle();
      expect(wire.count("cancelMedia")).toBe(1);
      await tell({ kind: "operation", verb: "play", operationId, outcome: "completed" });
      expect(await playing).toMatchObject({ endedBy: "canceled" });
      expect(played(wire)).toEqual(["a"]);
    },
  );

  test("when its prompt does not end after media were stopped", async () => {
    const { call, clock, wire, settle } = await onSuchACall();
    const playing = call.play(prompts);
    await settle();
    await call.cancelMedia();
    await clock.advance(5_000);
    expect(await playing).toMatchObject({ endedBy: "canceled" });
    expect(played(wire)).toEqual(["a"]);
  });
});

describe("a collection with a row of prompts", () => {
  const options = { prompt: prompts, max: 1, firstToneMs: 4_000, key: "pin" };

  test("is stopped by a key in the second prompt, and the third is not played", async () => {
    const { call, wire, finish, settle, press, tell } = await onSuchACall();
    const collecting = call.collectDtmf(options);
    await settle();
    await finish("play");
    const { operationId } = wire.last("play").context;
    await press("7");
    expect(await collecting).toEqual({ tones: "7", endedBy: "max" });
    expect(wire.count("cancelMedia")).toBe(1);
    await tell({ kind: "operation", verb: "play", operationId, outcome: "canceled" });
    expect(played(wire)).toEqual(["a", "b"]);
  });

  test("plays no further prompt after a key that comes together with the end of one", async () => {
    const { call, wire, settle, tell } = await onSuchACall();
    const collecting = call.collectDtmf(options);
    await settle();
    const { operationId } = wire.last("play").context;
    await tell(
      { kind: "operation", verb: "play", operationId, outcome: "completed" },
      { kind: "dtmf", id: "tone:1", tone: "7", sequence: 1 },
    );
    expect(await collecting).toEqual({ tones: "7", endedBy: "max" });
    expect(played(wire)).toEqual(["a"]);
  });

  test("waits for the first key from the end of the last prompt on", async () => {
    const { call, clock, finish, settle } = await onSuchACall();
    const collecting = call.collectDtmf(options);
    await settle();
    await finish("play");
    await clock.advance(60_000);
    await finish("play");
    await finish("play");
    await clock.advance(4_000);
    expect(await collecting).toEqual({ tones: "", endedBy: "no-input" });
  });

  test("fails with the number of the prompt that was refused", async () => {
    const { call, wire, finish, settle, playing } = await onSuchACall();
    const work = playing(call.collectDtmf(options));
    await settle();
    wire.next("play", () => {
      throw new CallingError("invalid-request", "play: no such file");
    });
    await finish("play");
    expect(await work).toMatchObject({ code: "invalid-request", verb: "collectDtmf", failedPrompt: 1 });
  });
});

describe("a row of prompts whose instance dies", () => {
  const takeoverMs = 45_000;

  test.each(["canceled", "completed"] as const)(
    "ends as canceled with the prompt that plays, which is %s, and the next one is not sent",
    async (outcome) => {
      const { a, b, call, clock, wire, address } = await connectedOnA({
        adapted: (adapter) => ({ ...adapter, limits }),
      });
      const ended: string[] = [];
      b.calling.on("operation-completed", ({ verb, operation }) => void ended.push(`${verb} ${operation}`));
      const playing = call.play(prompts);
      playing.catch(() => {});
      await clock.advance(0);
      const { operationId } = wire.last("play").context;
      a.cut(true);
      await clock.advance(takeoverMs);
      expect(wire.count("cancelMedia")).toBe(1);
      await b.tell(address, { kind: "operation", verb: "play", operationId, outcome });
      expect(ended).toEqual([`play ${playing.id}`]);
      expect(played(wire)).toEqual(["a"]);
    },
  );

  test("is in doubt with the request that is, which is not sent again although that would be safe", async () => {
    const { a, b, call, clock, wire, address } = await connectedOnA({
      adapted: (adapter) => ({
        ...adapter,
        limits,
        verbs: { ...adapter.verbs, ...(adapter.verbs.play ? { play: { ...adapter.verbs.play, repeat: "safe" } } : {}) },
      }),
    });
    const failed: string[] = [];
    b.calling.on("operation-failed", ({ error, operation }) => void failed.push(`${error.code} ${operation}`));
    const playing = call.play(prompts);
    playing.catch(() => {});
    await clock.advance(0);
    wire.next("play", () => new Promise(() => {}));
    const { operationId } = wire.last("play").context;
    await a.tell(address, { kind: "operation", verb: "play", operationId, outcome: "completed" });
    a.cut(true);
    await clock.advance(takeoverMs);
    expect(failed).toEqual([`outcome-unknown ${playing.id}`]);
    expect(played(wire)).toEqual(["a", "b"]);
  });

  test("lets its collection wait for keys once the prompt that plays has ended, and is played again when the bot joins", async () => {
    const { a, b, call, clock, wire, address } = await connectedOnA({ adapted: (adapter) => ({ ...adapter, limits }) });
    const options = { prompt: prompts, max: 1, key: "pin" };
    call.collectDtmf(options).catch(() => {});
    await clock.advance(0);
    const { operationId } = wire.last("play").context;
    const collected: unknown[] = [];
    a.cut(true);
    await clock.advance(takeoverMs);
    await b.tell(address, { kind: "operation", verb: "play", operationId, outcome: "completed" });
    expect(played(wire)).toEqual(["a"]);
    const joined = (await b.calling.get(call.ref)).collectDtmf(options).then((result) => collected.push(result));
    await clock.advance(0);
    expect(played(wire)).toEqual(["a", "a"]);
    await b.tell(address, { kind: "dtmf", id: "tone:1", tone: "7", sequence: 1 });
    await joined;
    expect(collected).toEqual([{ tones: "7", endedBy: "max" }]);
  });
});
