import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import { connectedOnA } from "../testing/instances.fixture.js";

const prompt = { url: "https://cdn.example/a.wav" };
const to = "+14255550199";

/** The adapter, whose provider takes so long over a verb. */
function taking(name: VerbName, completesWithinMs: number) {
  return (adapter: Adapter): Adapter => ({
    ...adapter,
    verbs: { ...adapter.verbs, [name]: { ...adapter.verbs[name], completesWithinMs } },
  });
}

/** A connected call on such a provider, and what becomes of the operations that are begun on it. */
async function onSuchACall(name: VerbName, completesWithinMs: number) {
  const world = await connectedOnA({ adapted: taking(name, completesWithinMs) });
  const codes: string[] = [];
  const watch = (work: PromiseLike<unknown>) =>
    void work.then(
      () => codes.push("done"),
      (error) => codes.push(error.code),
    );
  return { ...world, codes, watch };
}

test("a transfer may ring as long as its provider says, and is given up then", async () => {
  const { call, clock, wire, codes, watch } = await onSuchACall("transfer", 180_000);
  watch(call.transfer(to));
  await clock.advance(179_999);
  expect([codes, wire.count("inspect")]).toEqual([[], 0]);
  await clock.advance(1);
  expect([codes, wire.count("inspect")]).toEqual([["timeout"], 1]);
});

test("the bot's own time wins over the provider's", async () => {
  const { call, clock, codes, watch } = await onSuchACall("transfer", 180_000);
  watch(call.transfer(to, { timeoutMs: 5_000 }));
  await clock.advance(5_000);
  expect(codes).toEqual(["timeout"]);
});

test("the prompt of a collection has the provider's time as well", async () => {
  const { call, clock, codes, watch } = await onSuchACall("play", 3_000);
  watch(call.collectDtmf({ prompt, max: 1, firstToneMs: 1_000 }));
  await clock.advance(4_000);
  expect(codes).toEqual(["done"]);
});

test("a prompt that loops goes on for ever", async () => {
  const { call, clock, codes, watch } = await onSuchACall("play", 3_000);
  watch(call.play(prompt, { loop: true }));
  await clock.advance(60 * 60_000);
  expect(codes).toEqual([]);
});

test("another instance waits for a transfer as long as the one that has the call", async () => {
  const { a, b, call, clock, address, wire, codes, watch } = await onSuchACall("transfer", 180_000);
  watch((await b.calling.get(call.ref)).transfer(to));
  await clock.advance(170_000);
  expect(codes).toEqual([]);
  const { operationId } = wire.last("transfer").context;
  await a.tell(address, { kind: "operation", verb: "transfer", operationId, outcome: "completed" });
  await clock.advance(1_000);
  expect(codes).toEqual(["done"]);
});
