import { inspect } from "node:util";
import type { Call, CallingError, IncomingCall } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { botNumber, cast, failureOf, type Provider, providers } from "../kit/cast.js";
import { startTwoInstances, type TwoInstances } from "../kit/two-instances.js";

const prompt = { url: "https://cdn.example.com/a.wav" };

interface Case {
  readonly verb: string;
  readonly run: (call: Call) => Promise<unknown>;
  /** Which of its requests are refused, where not all of them are. */
  readonly refused?: Readonly<Record<Provider, string>>;
}

/** What a bot can have done on a call, wherever the call is held. */
const onCalls: Readonly<Record<string, Case>> = {
  hangUp: { verb: "hangUp", run: (call) => call.hangUp() },
  transfer: { verb: "transfer", run: (call) => call.transfer(cast.bob) },
  sendDtmf: { verb: "sendDtmf", run: (call) => call.sendDtmf("12") },
  collectDtmf: { verb: "collectDtmf", run: (call) => call.collectDtmf({ max: 2, prompt }) },
  "collectDtmf, whose prompt is refused,": {
    verb: "collectDtmf",
    run: (call) => call.collectDtmf({ max: 2, prompt }),
    refused: { graph: "/playPrompt", acs: ":play" },
  },
  play: { verb: "play", run: (call) => call.play(prompt) },
  cancelMedia: { verb: "cancelMedia", run: (call) => call.cancelMedia() },
};

/** What it can do with a call that comes in, where the call is held. */
const onIncoming: Readonly<Record<string, (incoming: IncomingCall) => Promise<unknown>>> = {
  answer: (incoming) => incoming.answer(),
  reject: (incoming) => incoming.reject(),
  redirect: (incoming) => incoming.redirect(cast.bob),
};

const paths: Readonly<Record<Provider, string>> = { graph: "/communications/calls", acs: "/calling/callConnections" };

/** Answers with which either cloud refuses every request, byte for byte, and what the error has to say then. */
const refusals = {
  "a missing permission": {
    status: 403,
    body: { error: { code: "7504", message: "Insufficient application permissions." } },
    headers: { "request-id": "rid-1", "ms-cv": "rid-1" },
    expected: { code: "forbidden", status: 403, providerCode: "7504", requestId: "rid-1", retryable: false },
  },
  "a request to wait": {
    status: 429,
    body: { error: { code: "8516", message: "Too many calls." } },
    headers: { "request-id": "rid-2", "ms-cv": "rid-2", "retry-after": "20" },
    expected: {
      ...{ code: "throttled", status: 429, providerCode: "8516", requestId: "rid-2" },
      ...{ retryAfterMs: 20_000, retryable: true },
    },
  },
} as const;

const cases = providers.flatMap((provider) =>
  Object.entries(refusals).map(([name, refusal]) => ({ provider, name, refusal })),
);

describe.each(cases)("when $provider answers with $name", ({ provider, refusal }) => {
  const { expected, ...answer } = refusal;
  const refuse = (there: TwoInstances, refused = paths) =>
    there.simulator.faults.add({ effect: { kind: "respond", ...answer }, match: { path: refused[provider] } });

  test.each(Object.entries(onCalls))("%s fails alike here, elsewhere and after a takeover", async (_, one) => {
    const { verb, refused } = one;
    await using there = await startTwoInstances(provider);
    const call = await connected(there);
    const run = (on: Call) => failureOf(there.when(one.run(on)));
    // The handler of the first instance never comes to its end, so that the next instance owes the event to its own.
    there.a.on("operation-failed", () => new Promise(() => {}));
    const fault = refuse(there, refused);
    const local = await run(call);
    expect(membersOf(local)).toMatchObject({ ...expected, provider, verb, callRef: call.ref });
    expect(local.cause).toBeInstanceOf(Error);
    expect(inspect(local)).toMatch(new RegExp(`${answer.status}`));

    expect(membersOf(await run(await there.b.get(call.ref)))).toEqual(membersOf(local));

    const owed = new Promise<CallingError>((resolve) =>
      there.b.on("operation-failed", (event) => {
        if (event.attempt > 1 && event.verb === verb) resolve(event.error);
      }),
    );
    there.simulator.faults.remove(fault.id);
    await there.cutOff();
    // What had been sent is the waiter's own affair: it may be a secret, and is in no event.
    expect(membersOf(await there.when(owed))).toEqual({ ...membersOf(local), sent: undefined });
    refuse(there, refused);
    expect(membersOf(await run(await there.b.get(call.ref)))).toEqual(membersOf(local));
  });

  test.each(Object.keys(onIncoming))("%s fails with all that is known", async (verb) => {
    await using there = await startTwoInstances(provider);
    const failing = new Promise<CallingError>((resolve) =>
      there.a.on("incoming", (incoming) => {
        refuse(there);
        resolve(failureOf(onIncoming[verb]?.(incoming) ?? Promise.reject()));
      }),
    );
    there.simulator.person("ada").dial(botNumber);
    const error = await there.when(failing);
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb });
    expect(error.callRef).toMatch(`${provider}:`);
  });

  test("create fails with all that is known", async () => {
    await using there = await startTwoInstances(provider);
    refuse(there);
    const error = await failureOf(there.when(there.a.create({ to: cast.ada, from: botNumber })));
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb: "create" });
  });

  test("join fails with all that is known", async () => {
    await using there = await startTwoInstances(provider);
    refuse(there);
    const target =
      provider === "graph"
        ? ({ kind: "meeting-id", id: "123456789" } as const)
        : ({ kind: "group", id: "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6" } as const);
    const error = await failureOf(there.when(there.a.join(target)));
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb: "join" });
  });

  test("listening to keys fails with all that is known", async () => {
    await using there = await startTwoInstances(provider);
    const call = await connected(there);
    refuse(there);
    const error = await failureOf(there.when(nextKey(call)));
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb: "subscribeDtmf", callRef: call.ref });
  });
});

test.each(providers)(
  "why a transfer of %s failed is told alike here, elsewhere and after a takeover",
  async (provider) => {
    await using there = await startTwoInstances(provider);
    const call = await connected(there);
    there.simulator.person("bob").reacts({ kind: "busy" });
    const run = (on: Call) => failureOf(there.when(on.transfer(cast.bob)));
    there.a.on("operation-failed", () => new Promise(() => {}));
    const local = await run(call);
    expect(membersOf(local)).toMatchObject({
      ...{ code: "operation-failed", provider, verb: "transfer", callRef: call.ref },
      ...{ reason: { kind: "busy", code: 486, subcode: 560486 }, message: expect.stringContaining("busy") },
    });
    expect(membersOf(await run(await there.b.get(call.ref)))).toEqual(membersOf(local));
    const owed = new Promise<CallingError>((resolve) =>
      there.b.on("operation-failed", (event) => {
        if (event.attempt > 1) resolve(event.error);
      }),
    );
    await there.cutOff();
    expect(membersOf(await there.when(owed))).toEqual(membersOf(local));
  },
);

async function connected(there: TwoInstances): Promise<Call> {
  there.simulator.person("ada").reacts({ kind: "answer" });
  const call = await there.a.create({ to: cast.ada, from: botNumber });
  await there.when(call.connected);
  return call;
}

async function nextKey(call: Call): Promise<string | undefined> {
  for await (const tone of call.dtmf()) return tone;
  return undefined;
}

/** Every member of an error, with what its cause says. */
function membersOf(error: CallingError) {
  const { code, message, hint, provider, verb, callRef, status, providerCode, requestId } = error;
  const { retryAfterMs, retryable, reason, sent } = error;
  return {
    ...{ code, message, hint, provider, verb, callRef, status, providerCode, requestId },
    ...{ retryAfterMs, retryable, reason, sent, cause: wordsOf(error.cause) },
  };
}

function wordsOf(cause: unknown): string | undefined {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined;
}
