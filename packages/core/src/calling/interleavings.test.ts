import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Call } from "../interface/call.js";
import type { CallingEvent } from "../interface/events.js";
import type { Operation } from "../interface/operation.js";
import { countingClock } from "../testing/counting-clock.fixture.js";
import { FlakyStore } from "../testing/flaky-store.fixture.js";
import { collecting, type TestSignal, url, type World, world } from "../testing/loopback.fixture.js";
import { requestOf, sampledVerbs, verbSamples } from "../testing/verb-samples.fixture.js";
import { type CallState, callStates } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";

/*
 * Random interleavings of a provider's signals (in any order, twice, never), the bot's actions, time, failing requests
 * and a failing store. Whatever happens, the promises at the end of this file hold.
 * A run that breaks one is printed with its seed and the shortest list of steps.
 */

const hour = 60 * 60_000;
const prompt = { url: "https://cdn.example/a.wav" };

type Step =
  | { readonly do: "state"; readonly state: CallState }
  | { readonly do: "tone"; readonly sequence: number }
  | { readonly do: "finish"; readonly back: number; readonly outcome: "completed" | "canceled" | "failed" }
  | { readonly do: "collected"; readonly back: number; readonly endedBy: "keys" | "timeout" | "canceled" }
  | { readonly do: "roster"; readonly sequence: number }
  | { readonly do: "repeat"; readonly back: number }
  | { readonly do: "verb"; readonly verb: string; readonly wait: boolean }
  | { readonly do: "cancel"; readonly back: number }
  | { readonly do: "abort" }
  | { readonly do: "time"; readonly ms: number }
  | { readonly do: "refuse"; readonly verb: string; readonly how: "refused" | "lost" | "silence" }
  | { readonly do: "store"; readonly method: "commit" | "accept" | "read"; readonly times: number };

type Options = { readonly signal: AbortSignal };
/** Every verb of a call, and further ways to ask for some. */
const begins: Readonly<Record<string, (call: Call, options: Options) => Operation<unknown>>> = {
  ...Object.fromEntries(sampledVerbs.map((verb) => [verb, verbSamples[verb].begin])),
  loop: (call, options) => call.play(prompt, { ...options, loop: true }),
  pausing: (call, options) => call.sendDtmf("1w2", options),
  prompted: (call, options) => call.collectDtmf({ ...options, prompt, stopOn: "5", key: "k" }),
  deaf: (call, options) => call.collectDtmf({ ...options, prompt, max: 1, bargeIn: false }),
  // The bot listens to single keys, so the provider collects only those that are a secret.
  native: (call, options) => call.collectDtmf({ ...options, max: 2, secret: true }),
  nativeByKey: (call, options) => call.collectDtmf({ ...options, prompt, stopOn: "5", secret: true, key: "n" }),
};
/** The verbs whose end the provider reports in an event of its own. */
const reported: ReadonlySet<string> = new Set(sampledVerbs.filter((verb) => verbSamples[verb].endedBy === "signal"));

const back = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("state"), state: fc.constantFrom(...callStates) } as const) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("tone"), sequence: fc.integer({ min: 1, max: 9 }) } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("finish"),
      back,
      outcome: fc.constantFrom("completed", "canceled", "failed"),
    } as const),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("collected"),
      back: fc.nat(2),
      endedBy: fc.constantFrom("keys", "timeout", "canceled"),
    } as const),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("roster"), sequence: fc.nat(5) } as const) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("repeat"), back } as const) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("verb"),
      verb: fc.constantFrom(...Object.keys(begins)),
      wait: fc.boolean(),
    } as const),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel"), back } as const) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("abort") } as const) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("time"), ms: fc.constantFrom(0, 300, 3000, 5000, 20_000) } as const),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refuse"),
      verb: fc.constantFrom("inspect", "collectDtmf", ...sampledVerbs.map(requestOf)),
      how: fc.constantFrom("refused", "lost", "silence"),
    } as const),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("store"),
      method: fc.constantFrom("commit", "accept", "read"),
      times: fc.integer({ min: 1, max: 3 }),
    } as const),
  },
);

/** Everything that one run has begun and seen. */
class Run {
  readonly clock = countingClock();
  readonly there: World;
  readonly events: CallingEvent[] = [];
  readonly begun: { readonly verb: string; readonly operation: Operation<unknown>; settled: boolean }[] = [];
  readonly sentSignals: TestSignal[] = [];
  address = url;
  call: Call | undefined;
  #flaky: FlakyStore | undefined;
  #abort = new AbortController();
  #count = 0;

  constructor() {
    this.there = world({
      clock: this.clock,
      leaseMs: 600_000,
      newId: () => `id-${++this.#count}`,
      random: () => 0.5,
      limits: { keepAliveEveryMs: 900_000 },
      adapted: (adapter, wire) => collecting(adapter, wire),
      through: (store) => {
        this.#flaky = new FlakyStore(store);
        return this.#flaky;
      },
    });
    this.there.calling.on("*", (event) => void this.events.push(event));
    this.there.calling.on("dtmf-received", () => {});
  }

  async tell(signal: TestSignal): Promise<void> {
    this.sentSignals.push(signal);
    // The sender sends again what was not acknowledged.
    for (let status = 503; status === 503; ) ({ status } = await this.there.tell(this.address, signal));
  }

  async take(step: Step): Promise<void> {
    const { wire } = this.there;
    switch (step.do) {
      case "state":
        return this.tell({
          kind: "state",
          id: step.state === "disconnected" ? "ended" : `s${++this.#count}`,
          state: step.state,
        });
      case "tone":
        return this.tell({
          kind: "dtmf",
          id: `tone:${step.sequence}`,
          sequence: step.sequence,
          tone: String(step.sequence) as "1",
          raw: step.sequence,
        });
      case "finish": {
        const sent = wire.sent.filter(({ verb }) => reported.has(verb));
        const request = sent.at(-1 - step.back);
        if (!request) return;
        const { operationId } = request.context;
        return this.tell({
          kind: "operation",
          id: `operation:${operationId}`,
          verb: request.verb,
          operationId,
          outcome: step.outcome,
        });
      }
      case "collected": {
        const request = wire.sent.filter(({ verb }) => verb === "collectDtmf").at(-1 - step.back);
        if (!request) return;
        const { operationId } = request.context;
        const { endedBy } = step;
        return this.tell({
          kind: "collected",
          id: `operation:${operationId}`,
          operationId,
          tones: ["1", "2"],
          endedBy,
        });
      }
      case "roster":
        return this.tell({ kind: "participants", id: `r${step.sequence}`, sequence: step.sequence, participants: [] });
      case "repeat": {
        const signal = this.sentSignals.at(-1 - step.back);
        return signal && this.tell(signal);
      }
      case "verb":
        if (!this.call) return;
        this.#begin(step.verb, begins[step.verb]?.(this.call, { signal: this.#abort.signal }));
        if (step.wait) await this.there.settle();
        return;
      case "cancel":
        void this.begun
          .at(-1 - step.back)
          ?.operation.cancel()
          .catch(() => {});
        return;
      case "abort":
        this.#abort.abort(new Error("enough"));
        this.#abort = new AbortController();
        return;
      case "time":
        return this.clock.advance(step.ms);
      case "refuse":
        return wire.next(step.verb, () => answers[step.how]());
      case "store":
        return this.#flaky?.fail(step.method, step.times);
    }
  }

  #begin(verb: string, operation: Operation<unknown> | undefined): void {
    if (!operation) throw new Error(`nothing begins ${verb}`);
    const begun = { verb, operation, settled: false };
    this.begun.push(begun);
    const settle = () => {
      begun.settled = true;
    };
    operation.then(settle, settle);
  }
}

const answers = {
  refused: () => {
    throw new CallingError("forbidden", "no");
  },
  lost: () => {
    throw new CallingError("unavailable", "the line went dead");
  },
  silence: () => new Promise<never>(() => {}),
} as const;

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => void process.off("unhandledRejection", note));

/** The provider says the last word, and an hour goes by. */
async function comeToAnEnd(run: Run): Promise<void> {
  await run.there.settle();
  await run.tell({ kind: "state", id: "ended", state: "disconnected" });
  await run.clock.advance(26 * hour);
}

async function keepsItsPromises(run: Run): Promise<void> {
  const { events, begun, there, clock } = run;
  const ofCall = events.filter(({ type }) => type !== "error");
  const ends = ofCall.filter(({ type }) => type === "call-ended");
  expect(ends, "one end").toHaveLength(1);
  expect(ofCall.at(-1)?.type, "nothing after the end").toBe("call-ended");

  const ranks = ofCall.flatMap((event) => {
    if (event.type === "call-changed") return [callStates.indexOf(event.state)];
    return event.type === "call-connected" ? [callStates.indexOf("connected")] : [];
  });
  expect(ranks, "forward only").toEqual([...new Set(ranks)].sort((a, b) => a - b));

  const tones = ofCall.flatMap((event) => (event.type === "dtmf-received" ? [Number(event.raw)] : []));
  expect(tones, "tones in order, none twice").toEqual([...new Set(tones)].sort((a, b) => a - b));

  const open = begun.filter(({ settled }) => !settled).map(({ verb }) => verb);
  expect(open, "every operation settles").toEqual([]);
  expect(unhandled, "no unhandled rejection").toEqual([]);

  const kept = [];
  for await (const key of there.calling.list()) kept.push(key);
  expect(kept, "nothing is kept").toEqual([]);
  expect(await there.store.claim(1000), "nothing needs a look").toBeUndefined();
  const closing = there.calling.close({ drainMs: 0 });
  await clock.advance(0);
  await closing;
  expect(clock.waiting(), "no timer is left").toBe(0);
}

const steps = fc.array(step, { maxLength: 30, size: "max" });

test("a call that the bot begins keeps every promise, whatever happens in whichever order", {
  tags: "state/ends-once",
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (list, connects) => {
      const run = new Run();
      run.call = await run.there.calling.create({ to: "+14255550123" });
      run.address = run.there.wire.last("create").context.callbackUrl;
      if (connects) await run.tell({ kind: "state", id: "up", state: "connected" });
      for (const one of list) await run.take(one);
      await comeToAnEnd(run);
      await keepsItsPromises(run);
    }),
    { numRuns: 150 },
  );
});

test("a call that comes in keeps every promise, whatever happens in whichever order", {
  tags: "state/ends-once",
  timeout: 60_000,
}, async () => {
  const decision = fc.constantFrom("answer", "reject", "redirect", "nothing", "throw", "answer twice");
  await fc.assert(
    fc.asyncProperty(steps, decision, fc.boolean(), async (list, decides, refused) => {
      const run = new Run();
      const { calling, wire, ring } = run.there;
      calling.on("incoming", async (incoming) => {
        if (decides === "throw") throw new Error("no idea");
        if (decides === "reject") return incoming.reject();
        if (decides === "redirect") return incoming.redirect("+14255550199");
        if (decides === "answer twice") incoming.answer().catch(() => {});
        if (decides !== "nothing") run.call = await incoming.answer();
      });
      if (refused) for (const verb of ["answer", "reject", "redirect"]) wire.next(verb, answers.refused);
      const id = await ring("in");
      const tell = run.tell.bind(run);
      run.tell = (signal) => {
        // Once the provider has the call's own address, its signals arrive there.
        const decided = wire.sent.findLast((sent) => ["answer", "reject", "redirect"].includes(sent.verb));
        run.address = decided?.context.callbackUrl ?? url;
        return tell({ providerCallId: id, ...signal });
      };
      for (const one of list) await run.take(one);
      await comeToAnEnd(run);
      await keepsItsPromises(run);
    }),
    { numRuns: 150 },
  );
});
