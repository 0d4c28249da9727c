import { expect, test } from "vitest";
import type { IncomingSignal } from "../adapter/signal.js";
import type { IncomingCall } from "../interface/events.js";
import { url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";

const connected = { kind: "state", id: "state:connected", state: "connected" } as const;
const refuse = () => {
  throw new CallingError("forbidden", "not allowed");
};

/** A world in which somebody calls, and nothing is decided yet. */
async function rung() {
  const there = world();
  const seen: IncomingCall[] = [];
  const stop = there.calling.on("incoming", (incoming) => void seen.push(incoming));
  await there.ring();
  stop();
  const [incoming] = seen;
  if (!incoming) throw new Error("nothing came in");
  const connect = () => there.tell(there.wire.last("answer").context.callbackUrl, connected);
  return { ...there, incoming, connect };
}

/** A world with two handlers of `incoming`, and a caller who rings. */
async function rungFor(...handlers: readonly ((incoming: IncomingCall) => unknown)[]) {
  const there = world();
  for (const handler of handlers) there.calling.on("incoming", handler);
  await there.ring();
  const connect = () => there.tell(there.wire.last("answer").context.callbackUrl, connected);
  return { ...there, connect };
}

test("answering twice in the same moment is one answer, and both get the call", async () => {
  const { incoming, wire, connect, settle } = await rung();
  const both = [incoming.answer({ data: "first" }), incoming.answer({ data: "second" })] as const;
  await settle();
  await connect();
  const [first, second] = await Promise.all(both);
  expect(second).toBe(first);
  expect(both[1].id).toBe(both[0].id);
  expect(await second.data.get()).toBe("first");
  expect((await both[1].accepted).warnings).toEqual([]);
  expect(wire.count("answer")).toBe(1);
});

test("answering again while the answer is under way, and once it is done, yields the same call", async () => {
  const { incoming, wire, connect, settle } = await rung();
  const first = incoming.answer();
  await first.accepted;
  const underWay = incoming.answer();
  await connect();
  const done = incoming.answer();
  await settle();
  const call = await first;
  expect(await underWay).toBe(call);
  expect(await done).toBe(call);
  expect(wire.count("answer")).toBe(1);
});

test("an answer at the same moment as one that is refused before it is sent is independent of it", async () => {
  const { incoming, wire, connect, settle } = await rung();
  const wrong = incoming.answer({ timeoutMs: -1 });
  const right = incoming.answer();
  await expect(wrong).rejects.toMatchObject({ code: "invalid-request" });
  await settle();
  await connect();
  expect((await right).direction).toBe("incoming");
  expect(wire.count("answer")).toBe(1);
});

test("if the provider refuses an answer, one that joined it fails too, and another can be tried", async () => {
  const { incoming, wire, connect, settle } = await rung();
  wire.next("answer", refuse);
  const both = [incoming.answer(), incoming.answer()];
  for (const answer of both) await expect(answer).rejects.toMatchObject({ code: "forbidden" });
  const third = incoming.answer();
  await settle();
  await connect();
  await third;
  expect(wire.count("answer")).toBe(2);
});

test("an answer that is joined stops waiting when its own signal aborts, and the first goes on", async () => {
  const { incoming, connect, settle } = await rung();
  const first = incoming.answer();
  const abort = new AbortController();
  const second = incoming.answer({ signal: abort.signal });
  await settle();
  abort.abort(new Error("enough"));
  await expect(second).rejects.toThrow("enough");
  await connect();
  expect((await first).direction).toBe("incoming");
});

test("rejecting again joins: in the same moment and when it is done, whichever the reason", async () => {
  const { incoming, wire } = await rung();
  const first = incoming.reject("busy");
  const second = incoming.reject("declined");
  expect(await second).toEqual(await first);
  expect(await incoming.reject()).toEqual({ warnings: [] });
  expect(wire.sent.map(({ verb, input }) => ({ verb, input }))).toEqual([
    { verb: "reject", input: { reason: "busy" } },
  ]);
});

test("redirecting to the same party again joins, and redirecting to another is a conflict", async () => {
  const { incoming, wire } = await rung();
  const first = incoming.redirect("+14255550142");
  const second = incoming.redirect("+14255550142");
  await expect(incoming.redirect("+14255550199")).rejects.toMatchObject({
    ...{ code: "conflict", verb: "redirect", hint: "Decide once: answer, reject or redirect." },
  });
  expect(await second).toEqual(await first);
  expect(await incoming.redirect("+14255550142")).toEqual({ warnings: [] });
  await expect(incoming.redirect("+14255550199")).rejects.toMatchObject({ code: "conflict" });
  expect(wire.count("redirect")).toBe(1);
});

/** A bot that sends every call on, and what came of each. */
function forwarder() {
  const there = world();
  const outcomes: string[] = [];
  there.calling.on("incoming", async (incoming) => {
    const { code } = await incoming.redirect("+14255550142").then(
      () => ({ code: "sent on" }),
      (error: CallingError) => error,
    );
    outcomes.push(code);
    if (code !== "sent on") await incoming.reject();
  });
  const forwarded = (id: string, about: Partial<IncomingSignal>) =>
    there.tell(url, {
      ...{ kind: "incoming", id: "incoming", providerCallId: id, from: phone("+14255550123") },
      ...{ to: phone("+14255550100"), ...about },
    });
  return { ...there, outcomes, forwarded };
}

test("a call can be redirected three times in a row and the fourth is a conflict; other calls do not count", async () => {
  const { forwarded, outcomes, wire } = forwarder();
  for (const id of ["a", "b", "c", "d"]) await forwarded(id, { chainId: "round" });
  expect(outcomes).toEqual(["sent on", "sent on", "sent on", "conflict"]);
  await forwarded("e", { chainId: "another" });
  for (const id of ["f", "g", "h", "i"]) await forwarded(id, {});
  expect(outcomes.slice(4)).toEqual(Array(5).fill("sent on"));
  expect(wire.count("redirect")).toBe(8);
});

test("a call that was redirected three times before it arrived is not redirected", async () => {
  const { forwarded, outcomes } = forwarder();
  const by = phone("+14255550111");
  await forwarded("a", { forwardedFrom: [by, by] });
  await forwarded("b", { forwardedFrom: [by, by, by] });
  expect(outcomes).toEqual(["sent on", "conflict"]);
});

test("an answer that missed its deadline, asked for again, waits until the call is connected after all", async () => {
  const { incoming, wire, connect, clock } = await rung();
  for (let n = 0; n < 3; n++) wire.next("inspect", () => ({ found: { state: "connecting" } }));
  const first = incoming.answer({ timeoutMs: 1000 });
  const late = expect(first).rejects.toMatchObject({ code: "timeout" });
  await clock.advance(17_000);
  await late;
  const again = incoming.answer();
  await connect();
  expect((await again).direction).toBe("incoming");
  expect(wire.count("answer")).toBe(1);
});

test("the conflict of a second handler does not hang up a call that the first one answered", async () => {
  const served: unknown[] = [];
  const { wire, connect, events, clock } = await rungFor(
    async (incoming) => void served.push(await incoming.answer()),
    (incoming) => incoming.reject("busy"),
  );
  await connect();
  await clock.advance(60_000);
  expect(served).toHaveLength(1);
  expect(events.filter((event) => event.startsWith("error"))).toEqual([expect.stringContaining("decided already")]);
  expect([wire.count("reject"), wire.count("hangUp")]).toEqual([0, 0]);
});

test("nor does a handler that stops at the signal of `incoming` because the other one has answered", async () => {
  const { wire, connect, clock } = await rungFor(
    (incoming) => incoming.answer(),
    (incoming) =>
      new Promise((_, fail) => incoming.signal.addEventListener("abort", () => fail(incoming.signal.reason))),
  );
  await connect();
  await clock.advance(60_000);
  expect(wire.count("hangUp")).toBe(0);
});

test("a handler that decides twice and fails leaves no line open", async () => {
  const { wire, connect } = await rungFor(async (incoming) => {
    await incoming.answer();
    await incoming.reject();
  });
  await connect();
  expect(wire.count("hangUp")).toBe(1);
});

test("what a handler throws is reported at once, though another one is still at work on the call", async () => {
  const { events, wire } = await rungFor(
    (incoming) => {
      incoming.answer();
      return new Promise(() => {});
    },
    () => {
      throw new Error("broken");
    },
  );
  expect(events).toContain("error:Error: broken");
  expect(wire.count("hangUp")).toBe(0);
});
