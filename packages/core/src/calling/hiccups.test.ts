import { describe, expect, test } from "vitest";
import type { Store } from "../store/store.js";
import { FlakyStore } from "../testing/flaky-store.fixture.js";
import { twoInstances } from "../testing/instances.fixture.js";
import { url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";

/** As often as a store fails that is away until a test says otherwise. */
const away = 1_000_000;

/** A way to the store that can be cut, method by method. */
function cuttable() {
  const seen: FlakyStore[] = [];
  const through = (store: Store) => {
    const flaky = new FlakyStore(store);
    seen.push(flaky);
    return flaky;
  };
  const set = (times: number, methods: readonly (keyof Store)[]) => {
    for (const store of seen) for (const method of methods) store.fail(method, times);
  };
  const all = ["accept", "claim", "commit", "renew", "read", "bind", "resolve"] as const;
  return {
    through,
    cut: (...methods: readonly (keyof Store)[]) => set(away, methods.length > 0 ? methods : all),
    mend: () => set(0, all),
  };
}

/** A call on a provider that gives it no id before it is answered. */
const nameless = {
  kind: "incoming",
  id: "incoming",
  from: { kind: "phone", number: "+14255550123" },
  to: { kind: "phone", number: "+14255550100" },
} as const;

describe("while the store does not answer", () => {
  test("a call that rings and has no id at the provider goes on ringing, since the provider cannot be asked about it", {
    tags: "redis/callers-served",
  }, async () => {
    const way = cuttable();
    const { calling, tell, clock, events } = world({ through: way.through, leaseMs: 3000 });
    let decide = (): void => {};
    calling.on("incoming", async (incoming) => {
      await new Promise<void>((resolve) => {
        decide = resolve;
      });
      await incoming.answer();
    });
    await tell(url, nameless);
    way.cut("renew");
    await clock.advance(4000);
    way.mend();
    await clock.advance(4000);
    decide();
    await clock.advance(0);
    expect(events.filter((event) => event.startsWith("call-ended"))).toEqual([]);
    expect(events).toContain("incoming");
  });

  test("a callback waits for the store, and is acknowledged when it is stored", {
    tags: "redis/waited-for",
  }, async () => {
    const way = cuttable();
    const { calling, post, clock, events } = world({ through: way.through, limits: { answerWithinMs: 30_000 } });
    calling.on("incoming", () => {});
    await clock.advance(0);
    way.cut("accept", "bind");
    const answered = post(url, { ...nameless, providerCallId: "p" });
    await clock.advance(14_000);
    expect(events).toEqual([]);
    way.mend();
    await clock.advance(1000);
    expect((await answered).status).toBe(202);
    expect(events).toContain("incoming");
  });

  test("a callback that waited for 15 s is refused with 503", { tags: "redis/waited-for" }, async () => {
    const way = cuttable();
    const { post, clock } = world({ through: way.through });
    await clock.advance(0);
    way.cut();
    const answered = post(url, nameless);
    await clock.advance(15_000);
    expect((await answered).status).toBe(503);
  });

  test("no more than a thousand callbacks wait", async () => {
    const way = cuttable();
    const { post, clock } = world({ through: way.through });
    await clock.advance(0);
    way.cut();
    const answers = Array.from({ length: 1001 }, (_, index) => post(url, { ...nameless, providerCallId: `p${index}` }));
    expect((await Promise.race(answers)).status).toBe(503);
    await clock.advance(15_000);
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 503));
  });

  test("a decision waits for as long as the caller rings, and is carried out once", {
    tags: "redis/callers-served",
  }, async () => {
    const way = cuttable();
    const { calling, ring, wire, clock } = world({ through: way.through, limits: { answerWithinMs: 30_000 } });
    calling.on("incoming", (incoming) => {
      way.cut("commit");
      return incoming.answer();
    });
    await ring();
    await clock.advance(20_000);
    expect(wire.count("answer")).toBe(0);
    way.mend();
    await clock.advance(1000);
    expect(wire.count("answer")).toBe(1);
  });

  test("a decision whose write succeeded, although the answer was lost, is not begun twice", {
    tags: "redis/callers-served",
  }, async () => {
    const way = cuttable();
    const { calling, ring, wire, clock, store, tell } = world({ through: lostOnce(way.through) });
    const answered: string[] = [];
    calling.on("incoming", async (incoming) => void answered.push((await incoming.answer()).direction));
    await ring();
    await clock.advance(1000);
    expect(wire.count("answer")).toBe(1);
    await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
    expect(answered).toEqual(["incoming"]);
    expect((await store.list()).keys).toHaveLength(1);
  });

  test("a verb on a live call waits for 15 s, and is refused then", { tags: "redis/waited-for" }, async () => {
    const way = cuttable();
    const { calling, wire, clock, tell } = world({ through: way.through });
    const call = await calling.create({ to: "+14255550123" });
    await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected" });
    way.cut();
    const played = call.play({ url: "https://cdn.example/a.wav" }).catch((error: unknown) => error);
    await clock.advance(15_000);
    expect(await played).toMatchObject({ code: "store-unavailable" });
    way.mend();
    await clock.advance(1000);
    void call.play({ url: "https://cdn.example/b.wav" });
    await clock.advance(0);
    expect(wire.last("play").input).toMatchObject({ prompts: [{ url: "https://cdn.example/b.wav" }] });
  });
});

/** The first commit that begins a decision is done, and its answer is lost. */
function lostOnce(through: (store: Store) => Store): (store: Store) => Store {
  return (store) => {
    let lost = false;
    const commit: Store["commit"] = async (lease, change, leaseMs) => {
      const waiting = await store.commit(lease, change, leaseMs);
      if (lost || !JSON.stringify(change.record ?? "").includes('"decision":{')) return waiting;
      lost = true;
      throw new CallingError("store-unavailable", "the answer to commit was lost");
    };
    return through({ ...store, commit });
  };
}

describe("an answer whose instance loses touch with the store", () => {
  const onAcs = { answer: () => ({ providerCallId: "line" }) };

  test("is not lost: the instance that takes the call over gets the provider's id from the one that sent the answer", {
    tags: "redis/callers-served",
  }, async () => {
    const { a, b, wire, clock, log } = twoInstances({ a: { leaseMs: 3000 }, b: { leaseMs: 3000 } });
    a.calling.on("incoming", async (incoming) => void (await incoming.answer()));
    wire.next("answer", async () => {
      a.cut(true);
      return onAcs.answer();
    });
    wire.next("answer", () => {
      throw new CallingError("call-ended", "the ticket is used up");
    });
    await a.tell(url, nameless);
    await clock.advance(10_000);
    expect(log).toContain("b:call-recovered");
    a.cut(false);
    await clock.advance(3000);
    for await (const ref of b.calling.list()) expect((await b.calling.get(ref)).providerCallId).toBe("line");
    expect(wire.count("answer")).toBe(2);
  });

  test.each([
    ["a key", { kind: "dtmf", id: "tone:1", sequence: 1, tone: "1", providerCallId: "line" }],
    ["that it is connected", { kind: "state", state: "connected", providerCallId: "line" }],
  ] as const)(
    "an abandoned line is hung up when the provider reports %s",
    { tags: "redis/callers-served" },
    async (_what, signal) => {
      const { calling, tell, wire, clock, events } = world();
      calling.on("incoming", async (incoming) => void (await incoming.answer()));
      await tell(url, nameless);
      const { callbackUrl } = wire.last("answer").context;
      await clock.advance(30_000);
      expect(events).toContain("call-ended:unknown");
      await tell(callbackUrl, signal);
      expect(wire.last("hangUp").context.providerCallId).toBe("line");
      await clock.advance(60_000);
      expect(wire.count("hangUp")).toBe(1);
    },
  );

  test("the end of an abandoned line has no effect", async () => {
    const { calling, tell, wire, clock } = world();
    calling.on("incoming", async (incoming) => void (await incoming.answer()));
    await tell(url, nameless);
    const { callbackUrl } = wire.last("answer").context;
    await clock.advance(30_000);
    await tell(callbackUrl, { kind: "state", id: "ended", state: "disconnected", providerCallId: "line" });
    await tell(callbackUrl, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "1", providerCallId: "line" });
    expect(wire.count("hangUp")).toBe(0);
  });
});

test("an abandoned call that is picked up after all is hung up", async () => {
  const { calling, tell, wire, clock, events } = world();
  wire.next("create", () => {
    throw new CallingError("outcome-unknown", "the answer was lost");
  });
  await calling.create({ to: "+14255550123" }).catch(() => {});
  await clock.advance(120_000);
  expect(events).toContain("call-ended:unknown");
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected", providerCallId: "line" });
  expect(wire.last("hangUp").context.providerCallId).toBe("line");
});
