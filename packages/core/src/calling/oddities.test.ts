import { expect, test } from "vitest";
import { z } from "zod";
import type { Adapter } from "../adapter/adapter.js";
import type { IncomingCall } from "../interface/events.js";
import { connectedWorld, Loopback, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";

test("the end of a redirect that is never reported is found by asking the provider", async () => {
  const { calling, wire, ring, clock, events } = world();
  calling.on("incoming", (incoming) => incoming.redirect("+14255550199"));
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  await ring();
  await clock.advance(5 * 60_000);
  expect(events.at(-1)).toBe("call-ended:redirected");
});

test("two hang-ups at the same moment are one", async () => {
  const { call, wire, settle, hangUpRemotely } = await connectedWorld();
  const both = [call.hangUp(), call.hangUp()];
  await settle();
  await hangUpRemotely();
  await Promise.all(both);
  expect(wire.count("hangUp")).toBe(1);
});

test("after a hang-up that was refused, another is sent", async () => {
  const { call, wire, settle, hangUpRemotely } = await connectedWorld();
  wire.next("hangUp", () => {
    throw new Error("broken");
  });
  for (let times = 1; times < 4; times++)
    wire.next("hangUp", () => {
      throw new Error("broken");
    });
  const first = call.hangUp({ timeoutMs: 1 });
  await expect(first).rejects.toMatchObject({ code: "unavailable" });
  const second = call.hangUp();
  await settle();
  wire.answers.clear();
  const third = call.hangUp();
  await settle();
  await hangUpRemotely();
  await Promise.allSettled([second, third]);
  expect(await call.ended).toMatchObject({ kind: "hung-up" });
});

test("our hang-up is the reason of an end that overtakes its acceptance", { tags: "state/own-reason" }, async () => {
  const { call, wire, hangUpRemotely } = await connectedWorld();
  wire.next("hangUp", async () => {
    await hangUpRemotely();
    return {};
  });
  await call.hangUp();
  expect(await call.ended).toMatchObject({ kind: "hung-up" });
});

test("a hang-up that the provider accepted fails in the end if the provider says that the call goes on", async () => {
  const { call, clock, settle } = await connectedWorld();
  const leaving = call.hangUp().catch((error: unknown) => error);
  await settle();
  await clock.advance(10_000 + 15_000);
  expect(await leaving).toMatchObject({ code: "timeout" });
  expect((await call.snapshot()).state).toBe("connected");
});

test("a handler that throws while its answer is under way leaves no silent line", async () => {
  const { calling, wire, ring, tell } = world();
  calling.on("incoming", (incoming) => {
    void incoming.answer();
    throw new Error("broken");
  });
  const id = await ring();
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected", providerCallId: id });
  expect(wire.count("hangUp")).toBe(1);
});

test("changes of the bot to its copy of the data have no effect until they are written", async () => {
  const { calling } = world();
  const call = await calling.create({ to: "+14255550123", data: { list: [1] } });
  const seen = (await call.data.get()) as { list: number[] };
  seen.list.push(2);
  ((await call.snapshot()).data as typeof seen).list.push(3);
  await expect(
    call.data.update((value) => {
      (value as typeof seen).list.push(4);
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect(await call.data.get()).toEqual({ list: [1] });
});

test("data is written as a whole, and data that does not fit the schema is refused and changes nothing", async () => {
  const data = z.strictObject({ step: z.string() });
  const { calling } = world({ data });
  const call = await calling.create({ to: "+14255550123", data: { step: "pin" } });
  await call.data.set({ step: "menu" });
  await expect(call.data.set({ stop: "menu" })).rejects.toMatchObject({ code: "invalid-request" });
  await expect(call.data.set({ step: 1n })).rejects.toMatchObject({ code: "invalid-request" });
  expect(await call.data.get()).toEqual({ step: "menu" });
});

test("an invalid party is refused with an explanation", async () => {
  const { calling } = world();
  for (const target of [undefined, null, 7, {}])
    await expect(calling.create({ to: target as never })).rejects.toMatchObject({ code: "invalid-request" });
});

/** An adapter whose callbacks ask whether somebody may join. */
function asking(): Adapter {
  const adapter = loopbackAdapter(new Loopback());
  const ask = {
    kind: "participant-joining",
    call: { alias: "none" },
    withinMs: 5000,
    reply: (decision: object) => ({ status: 200, body: JSON.stringify(decision) }),
  } as const;
  return { ...adapter, webhook: { ...adapter.webhook, parse: () => ({ signals: [], ask }) } };
}

test("a policy that throws admits the participant, and causes an `error` event", async () => {
  const { tell, events } = world({
    adapter: asking(),
    onParticipantJoining: () => {
      throw new Error("no idea");
    },
  });
  const response = await tell(url);
  expect([response.status, await response.json()]).toEqual([200, { admit: true }]);
  expect(events).toContain("error:Error: no idea");
});

test("a policy that does not answer in time admits the participant", async () => {
  const { calling, clock } = world({ adapter: asking(), onParticipantJoining: () => new Promise(() => {}) });
  const asked = calling.handle(new Request(url, { method: "POST", headers: { "x-loopback": "secret" }, body: "[]" }));
  await clock.advance(4000);
  expect(await (await asked).json()).toEqual({ admit: true });
});

test("a callback that breaks the adapter is answered 503 and causes an `error` event", async () => {
  const { tell, events } = world({
    adapter: {
      ...asking(),
      webhook: {
        ...asking().webhook,
        parse() {
          throw new TypeError("cannot read it");
        },
      },
    },
  });
  expect((await tell(url)).status).toBe(503);
  expect(events).toEqual(["error:TypeError: cannot read it"]);
});

test("ten thousand events at once are handled, each once and in order", {
  tags: "events/in-order",
  timeout: 30_000,
}, async () => {
  const { calling, call, tell, clock } = await connectedWorld();
  const seen: string[] = [];
  calling.on("dtmf-received", ({ tone }) => void seen.push(tone));
  const count = 10_000;
  const toneOf = (sequence: number) => String(sequence % 10) as "0";
  await tell(
    ...Array.from({ length: count }, (_, index) => ({
      kind: "dtmf" as const,
      id: `tone:${index + 1}`,
      sequence: index + 1,
      tone: toneOf(index + 1),
    })),
  );
  // They are taken in portions, and other work has its turn between these.
  for (let times = 0; seen.length < count && times < count; times++) await clock.advance(0);
  expect(seen).toEqual(Array.from({ length: count }, (_, index) => toneOf(index + 1)));
  expect((await call.snapshot()).state).toBe("connected");
});

test("a handler may decide in a handler that it adds meanwhile", async () => {
  const { calling, ring, wire } = world();
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => {
    seen.push(incoming);
    calling.on("incoming", () => {
      throw new Error("called for a call that was there before it");
    });
    return incoming.reject("busy");
  });
  await ring();
  expect(wire.last("reject").input).toEqual({ reason: "busy" });
});

test("one tone of a sequence is delivered once, whatever ids it comes under", {
  tags: "events/keys-in-order",
}, async () => {
  const { calling, tell, clock, events } = await connectedWorld();
  calling.on("dtmf-received", () => {});
  const tone = (id: string, sequence: number) => ({ kind: "dtmf", id, sequence, tone: "7" }) as const;
  await tell(tone("a", 3), tone("b", 3), tone("c", 3));
  await clock.advance(300);
  expect(events.filter((event) => event.startsWith("dtmf"))).toEqual(["dtmf-received:7"]);
});

test.each([
  [
    [0, 1, 2],
    [0, 1, 2],
  ],
  [
    [1, 3, 2],
    [1, 2, 3],
  ],
  [
    [7, 8],
    [7, 8],
  ],
  [
    [2, 5, 1],
    [1, 2, 5],
  ],
])("tones that arrive as %j are delivered as %j", async (given, expected) => {
  const { calling, tell, clock } = await connectedWorld();
  const seen: number[] = [];
  calling.on("dtmf-received", ({ tone }) => void seen.push(Number(tone)));
  for (const sequence of given)
    await tell({ kind: "dtmf", id: `tone:${sequence}`, sequence, tone: String(sequence) as "1" });
  await clock.advance(300);
  expect(seen).toEqual(expected);
});
