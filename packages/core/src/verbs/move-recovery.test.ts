import { describe, expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { agent, bot, caller, over, twoCalls } from "../testing/two-calls.fixture.js";

const target = "+14255550142";
const both = [bot, caller, agent];

/** A request that is never answered, because its instance dies over it. */
const silence = () => new Promise<never>(() => {});

/** A transfer on the first instance, which dies when it has come so far. The second one takes both calls. */
async function dyingAt(
  phase: "asked" | "accepted" | "moved" | "leaving" | "left" | "ended",
  { repeat }: { readonly repeat?: "safe" } = {},
) {
  const there = await twoCalls({
    adapted: (adapter): Adapter => {
      const { addParticipant } = adapter.verbs;
      if (!addParticipant || !repeat) return adapter;
      return { ...adapter, verbs: { ...adapter.verbs, addParticipant: { ...addParticipant, repeat } } };
    },
  });
  const { a, call, brief, clock, wire, log, address, roster, moved } = there;
  await roster([bot, caller]);
  const die = () => a.cut(true);
  const hangsUp = (answer: () => unknown) =>
    wire.next("hangUp", async () => {
      die();
      await answer();
      return {};
    });
  if (phase === "asked")
    wire.next("addParticipant", () => {
      die();
      return silence();
    });
  call.transfer(target, { replaces: brief }).catch(() => {});
  await clock.advance(0);
  if (phase === "accepted") die();
  if (phase !== "asked" && phase !== "accepted") await moved();
  if (phase === "moved") die();
  if (phase === "leaving") hangsUp(silence);
  if (phase === "left") hangsUp(() => {});
  if (phase === "leaving" || phase === "left" || phase === "ended") await roster(both);
  if (phase === "ended") {
    hangsUp(silence);
    await a.tell(address, over);
  }
  return {
    ...there,
    /** Resolves as soon as the second instance has the calls. */
    async takeOver() {
      while (!log.includes("b:call-recovered")) await clock.advance(1000);
    },
    hangUpsOf: (providerCallId: string) =>
      wire.sent.filter(({ verb, context }) => verb === "hangUp" && context.providerCallId === providerCallId).length,
  };
}

/** The second instance has finished it: the bot is out of both calls, and the others talk. */
async function finished({
  b,
  call,
  brief,
  address,
  briefAddress,
  log,
  hangUpsOf,
}: Awaited<ReturnType<typeof dyingAt>>) {
  expect(hangUpsOf("p1")).toBeGreaterThan(0);
  await b.tell(address, over);
  expect(hangUpsOf("p2")).toBeGreaterThan(0);
  await b.tell(briefAddress, over);
  const ends = [await (await b.calling.get(call.ref)).ended, await (await b.calling.get(brief.ref)).ended];
  expect(ends).toMatchObject([{ kind: "transferred" }, { kind: "hung-up" }]);
  expect(log.filter((line) => line === "b:operation-failed" || line === "b:error")).toEqual([]);
}

describe("an instance dies during a transfer by moving: the next one finishes it", () => {
  test("when the request may not have been sent, but its success is reported", async () => {
    const there = await dyingAt("asked");
    await there.takeOver();
    await there.moved("completed", { to: there.b });
    await there.roster(both, there.b);
    await finished(there);
    expect(there.wire.count("addParticipant")).toBe(1);
  });

  test("when the request may not have been sent, and may be sent again", async () => {
    const there = await dyingAt("asked", { repeat: "safe" });
    await there.takeOver();
    expect(there.wire.count("addParticipant")).toBe(2);
    await there.moved("completed", { to: there.b });
    await there.roster(both, there.b);
    await finished(there);
  });

  test("when the provider had accepted it", async () => {
    const there = await dyingAt("accepted");
    await there.takeOver();
    await there.roster(both, there.b);
    await there.moved("completed", { to: there.b });
    await finished(there);
  });

  test("when the success came, and no roster yet", async () => {
    const there = await dyingAt("moved");
    await there.roster(both, there.b);
    await there.takeOver();
    await finished(there);
  });

  test("when the bot was leaving", async () => {
    const there = await dyingAt("leaving");
    await there.takeOver();
    expect(there.hangUpsOf("p1")).toBe(2);
    await finished(there);
  });

  test("when the provider had taken the hang-up", async () => {
    const there = await dyingAt("left");
    await there.takeOver();
    await finished(there);
  });

  test("when the bot had left, and was ending the other call", async () => {
    const there = await dyingAt("ended");
    expect(there.hangUpsOf("p2")).toBe(1);
    await there.takeOver();
    expect(there.hangUpsOf("p2")).toBe(2);
    await finished(there);
  });
});

test("a move that was never sent fails when its time is up, and both calls stay up", async () => {
  const there = await dyingAt("asked");
  const { b, call, brief, clock, log, hangUpsOf } = there;
  await there.takeOver();
  await clock.advance(60_000);
  expect(log.filter((line) => line === "b:operation-failed")).toHaveLength(1);
  for (const { ref } of [call, brief]) expect((await (await b.calling.get(ref)).snapshot()).state).toBe("connected");
  expect([hangUpsOf("p1"), hangUpsOf("p2")]).toEqual([0, 0]);
});

test("a bot that asks for the same transfer again joins the one under way", async () => {
  const there = await dyingAt("accepted");
  const { b, call, brief, clock, wire, address } = there;
  await there.takeOver();
  const [taken, other] = [await b.calling.get(call.ref), await b.calling.get(brief.ref)];
  const joined = taken.transfer(target, { replaces: other });
  joined.catch(() => {});
  await clock.advance(0);
  expect(wire.count("addParticipant")).toBe(1);
  await there.moved("completed", { to: b });
  await there.roster(both, b);
  await b.tell(address, over);
  expect(await joined).toMatchObject({ to: agent.party });
});
