import { inspect } from "node:util";
import type { Call, CallingError, IncomingCall } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { botNumber, cast, failureOf, type Provider, providers } from "../kit/cast.js";
import { startTwoInstances, type TwoInstances } from "../kit/two-instances.js";

const prompt = { url: "https://cdn.example.com/a.wav" };

interface Case {
  readonly verb: string;
  readonly run: (call: Call) => Promise<unknown>;
  /** Which of the requests are refused, if not all of them. */
  readonly refused?: Readonly<Record<Provider, string>>;
}

/** What a bot can do on a call, from any instance. */
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

/** What a bot can do with an incoming call, on the instance that holds it. */
const onIncoming: Readonly<Record<string, (incoming: IncomingCall) => Promise<unknown>>> = {
  answer: (incoming) => incoming.answer(),
  reject: (incoming) => incoming.reject(),
  redirect: (incoming) => incoming.redirect(cast.bob),
};

const paths: Readonly<Record<Provider, string>> = { graph: "/communications/calls", acs: "/calling/callConnections" };

/** Answers with which either cloud refuses every request, byte for byte, and the members of the resulting error. */
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

  test.each(Object.entries(onCalls))(
    "%s fails with the same error on the holder, on another instance and after a takeover",
    async (_, one) => {
      const { verb, refused } = one;
      await using there = await startTwoInstances(provider);
      const call = await connected(there);
      const run = (on: Call) => failureOf(there.when(one.run(on)));
      // The handler of the first instance never finishes, so the next instance delivers the event again.
      there.a.on("operation-failed", () => new Promise(() => {}));
      const fault = refuse(there, refused);
      const local = await run(call);
      expect(membersOf(local)).toMatchObject({ ...expected, provider, verb, callRef: call.ref });
      expect(local.cause).toBeInstanceOf(Error);
      expect(inspect(local)).toMatch(new RegExp(`${answer.status}`));

      expect(membersOf(await run(await there.b.get(call.ref)))).toEqual(membersOf(local));

      const redelivered = new Promise<CallingError>((resolve) =>
        there.b.on("operation-failed", (event) => {
          if (event.attempt > 1 && event.verb === verb) resolve(event.error);
        }),
      );
      there.simulator.faults.remove(fault.id);
      await there.cutOff();
      // The event does not say what was sent, which may be a secret; only the caller of the verb learns it.
      expect(membersOf(await there.when(redelivered))).toEqual({ ...membersOf(local), sent: undefined });
      refuse(there, refused);
      expect(membersOf(await run(await there.b.get(call.ref)))).toEqual(membersOf(local));
    },
  );

  test.each(Object.keys(onIncoming))("%s fails with every known member", async (verb) => {
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

  test("create fails with every known member", async () => {
    await using there = await startTwoInstances(provider);
    refuse(there);
    const error = await failureOf(there.when(there.a.create({ to: cast.ada, from: botNumber })));
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb: "create" });
  });

  test("join fails with every known member", async () => {
    await using there = await startTwoInstances(provider);
    refuse(there);
    const target =
      provider === "graph"
        ? ({ kind: "meeting-id", id: "123456789" } as const)
        : ({ kind: "group", id: "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6" } as const);
    const error = await failureOf(there.when(there.a.join(target)));
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb: "join" });
  });

  test("listening to keys fails with every known member", async () => {
    await using there = await startTwoInstances(provider);
    const call = await connected(there);
    refuse(there);
    const error = await failureOf(there.when(nextKey(call)));
    expect(membersOf(error)).toMatchObject({ ...expected, provider, verb: "subscribeDtmf", callRef: call.ref });
  });
});

test.each(providers)(
  "the reason of a failed transfer on %s is the same on the holder, on another instance and after a takeover",
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
    const redelivered = new Promise<CallingError>((resolve) =>
      there.b.on("operation-failed", (event) => {
        if (event.attempt > 1) resolve(event.error);
      }),
    );
    await there.cutOff();
    expect(membersOf(await there.when(redelivered))).toEqual(membersOf(local));
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

/** Every member of an error, with the text of its cause. */
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
