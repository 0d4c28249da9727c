import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { IncomingCall } from "../interface/events.js";
import { Loopback, loopbackAdapter, world } from "../testing/loopback.fixture.js";

const [agent, other] = ["+14255550142", "+14255550143"] as const;

/** A provider that reports what becomes of a redirect or a rejection. */
function reporting(wire: Loopback): Adapter {
  const adapter = loopbackAdapter(wire);
  const { redirect, reject } = adapter.verbs;
  if (!redirect || !reject) throw new Error("a verb is missing");
  const patient = { completes: "signal" } as const;
  return {
    ...adapter,
    verbs: {
      ...adapter.verbs,
      redirect: { ...redirect, ...patient },
      reject: { ...reject, ...patient, endsCall: false },
    },
  };
}

/** A caller rings, and nothing is decided yet. */
async function rung() {
  const wire = new Loopback();
  const there = { ...world({ adapter: reporting(wire) }), wire };
  const seen: IncomingCall[] = [];
  there.calling.on("incoming", (incoming) => void seen.push(incoming));
  await there.ring();
  const [incoming] = seen;
  if (!incoming) throw new Error("nothing came in");
  const address = (verb: "answer" | "redirect" | "reject") => wire.last(verb).context.callbackUrl;
  return {
    ...there,
    incoming,
    connect: () => there.tell(address("answer"), { kind: "state", id: "connected", state: "connected" }),
    async report(verb: "redirect" | "reject") {
      const { operationId } = wire.last(verb).context;
      await there.tell(address(verb), { kind: "operation", verb, operationId, outcome: "completed" });
    },
  };
}

test("a redirect that is on its way cannot be called back: canceling it changes nothing", async () => {
  const { incoming, report, wire } = await rung();
  const redirecting = incoming.redirect(agent);
  await redirecting.accepted;
  await redirecting.cancel();
  await report("redirect");
  expect(await redirecting).toEqual({ warnings: [] });
  expect(wire.sent.map(({ verb }) => verb)).toEqual(["redirect"]);
});

describe("a decision on record that this instance no longer awaits", () => {
  test("is joined while it is under way, and another target is another decision", async () => {
    const { incoming, wire, report } = await rung();
    const stop = new AbortController();
    const first = incoming.redirect(agent, { signal: stop.signal });
    await first.accepted;
    stop.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    const again = incoming.redirect(agent);
    await expect(incoming.redirect(other)).rejects.toMatchObject({ code: "conflict", verb: "redirect" });
    await report("redirect");
    expect([await again, again.id]).toEqual([{ warnings: [] }, first.id]);
    expect(wire.count("redirect")).toBe(1);
  });

  test("is done where it is a rejection whose end was not reported in time", async () => {
    const { incoming, wire, clock } = await rung();
    const first = incoming.reject();
    const late = expect(first).rejects.toMatchObject({ code: "timeout" });
    await clock.advance(40_000);
    await late;
    expect(await incoming.reject()).toEqual({ warnings: [] });
    expect(wire.count("reject")).toBe(1);
  });

  /** An answer that has missed its deadline, and is asked for again. */
  async function answeredLate(signal?: AbortSignal) {
    const there = await rung();
    const { incoming, wire, clock } = there;
    for (let n = 0; n < 9; n++) wire.next("inspect", () => ({ found: { state: "connecting" } }));
    const first = incoming.answer({ timeoutMs: 1000 });
    const late = expect(first).rejects.toMatchObject({ code: "timeout" });
    await clock.advance(17_000);
    await late;
    const again = incoming.answer(signal ? { signal } : {});
    again.catch(() => {});
    await there.settle();
    return { ...there, again };
  }

  test("is an answer that is done once the call is connected, and leaves nothing on the bot's signal", async () => {
    const { signal } = new AbortController();
    const { again, connect } = await answeredLate(signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await connect();
    expect((await again).direction).toBe("incoming");
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("is an answer that is waited for as long as the bot's signal lets it", async () => {
    const stop = new AbortController();
    const { again, wire, connect } = await answeredLate(stop.signal);
    stop.abort(new Error("enough"));
    await expect(again).rejects.toThrow("enough");
    expect(wire.count("hangUp")).toBe(0);
    await connect();
    const stopped = await answeredLate(AbortSignal.abort(new Error("before")));
    await expect(stopped.again).rejects.toThrow("before");
  });

  test("is an answer whose cancel hangs the call up", async () => {
    const { again, wire, connect, settle } = await answeredLate();
    again.cancel().catch(() => {});
    await connect();
    await settle();
    expect(wire.count("hangUp")).toBe(1);
  });

  test("is an answer that fails when the caller has hung up meanwhile", async () => {
    const { again, tell, wire, incoming } = await answeredLate();
    await tell(wire.last("answer").context.callbackUrl, { kind: "state", id: "ended", state: "disconnected" });
    await expect(again).rejects.toMatchObject({ code: "call-ended" });
    await expect(incoming.answer()).rejects.toMatchObject({ code: "call-ended" });
  });
});
