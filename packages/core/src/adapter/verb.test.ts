import { expect, test } from "vitest";
import { defineVerb, type ResponseContext, type Verbs } from "./verb.js";
import type { AwaitedDecision } from "./webhook.js";

const yes = { status: 200, body: "yes" };
const context: ResponseContext = {
  operationId: "o",
  providerCallId: "p",
  callbackUrl: "https://bot.example/k",
  memo: null,
};

test("a decision may be a response, a request, or both; and it is one of them", () => {
  const inResponse = defineVerb<"answer">()({ respond: (_input, { callbackUrl }) => ({ ...yes, body: callbackUrl }) });
  expect(inResponse.respond?.({}, context, undefined)).toEqual({ status: 200, body: "https://bot.example/k" });
  defineVerb<"reject">()({ run: async () => ({}) });
  defineVerb<"redirect">()({ run: async () => ({}), respond: () => yes });
  // @ts-expect-error it is carried out in no way.
  defineVerb<"answer">()({ completes: "acceptance" });
});

test("what is no decision has no response", () => {
  // @ts-expect-error nothing waits for it.
  defineVerb<"play">()({ respond: () => yes });
  // @ts-expect-error nothing waits for it.
  defineVerb<"hangUp">()({ run: async () => ({}), respond: () => yes });
});

test("a sender that waits is given something in any case", () => {
  // @ts-expect-error the response without a decision is missing.
  const half: AwaitedDecision = { withinMs: 15_000 };
  expect(half.withinMs).toBe(15_000);
});

test("a decision without a request that comes too late is a conflict, and says so", async () => {
  const { run } = defineVerb<"answer">()({ respond: () => yes });
  const sent = {
    ...context,
    firstSentAt: 0,
    signal: new AbortController().signal,
    ending: new AbortController().signal,
  };
  await expect(run({}, sent, undefined)).rejects.toMatchObject({ code: "conflict", hint: "Decide before decideBy." });
});

test("no verb stands for another, though its input looks the same", () => {
  const hangUp = defineVerb<"hangUp">()({ run: async () => ({}) });
  // @ts-expect-error a hang-up is no answer.
  const verbs: Verbs = { hangUp, answer: hangUp };
  expect(verbs.hangUp).toBe(hangUp);
});

test("a function may define several verbs that are alike", () => {
  const muting = <V extends "muteSelf" | "unmuteSelf">() =>
    defineVerb<V>()({ completes: "acceptance", run: async (_input, { operationId }) => ({ requestId: operationId }) });
  expect(muting<"muteSelf">().completes).toBe("acceptance");
});
