import { describe, expect, test } from "vitest";
import { ada, bob, failureOf, peopleWorld, ruled } from "../../testing/people.fixture.js";
import { CallingError } from "../../words/calling-error.js";

const takenBack = { code: "operation-failed", reason: { kind: "canceled" } } as const;
const atOnce = ruled({ cancelAddParticipant: { completes: "acceptance" } });

async function ringing(options: Parameters<typeof peopleWorld>[0] = { adapted: atOnce }, signal?: AbortSignal) {
  const there = await peopleWorld(options, ada);
  there.wire.next("addParticipant", () => ({ providerOperationId: "invitation-1" }));
  const operation = there.call.addParticipant("+14255550177", signal ? { signal } : {});
  const failure = failureOf(operation);
  return { ...there, operation, failure, cancels: () => there.wire.count("cancelAddParticipant") };
}

describe("cancel() of somebody who rings", () => {
  test("asks the provider to stop, by both ids, and the operation ends when it says so", async () => {
    const { operation, failure, finish, settle, wire, events } = await ringing();
    await settle();
    const before = events.length;
    await operation.cancel();
    expect(wire.last("cancelAddParticipant").input).toEqual({
      ...{ operationId: operation.id, providerOperationId: "invitation-1", to: bob.party },
    });
    await finish("addParticipant", "canceled");
    expect(await failure).toMatchObject(takenBack);
    expect(events.slice(before)).toEqual(["operation-failed"]);
  });

  test("is over within five seconds where the provider reports no end of it", async () => {
    const { operation, failure, settle, clock } = await ringing();
    await settle();
    await operation.cancel();
    await clock.advance(5_000);
    expect(await failure).toMatchObject(takenBack);
  });

  test("resolves with the participant when the provider says that it is too late", async () => {
    const { operation, finish, settle, wire } = await ringing();
    await settle();
    wire.next("cancelAddParticipant", () => {
      throw new CallingError("conflict", "they are in");
    });
    await operation.cancel();
    await finish("addParticipant", "completed", { participant: bob });
    expect(await operation).toEqual(bob);
  });

  test("resolves with the participant when their coming overtakes the cancel", async () => {
    const { operation, finish, settle } = await ringing();
    await settle();
    await operation.cancel();
    await finish("addParticipant", "completed", { participant: bob });
    expect(await operation).toEqual(bob);
  });

  test("resolves with the participant when the provider reports that later", async () => {
    const { operation, finish, settle } = await ringing({});
    await settle();
    const canceling = operation.cancel();
    await finish("cancelAddParticipant", "failed", { result: { code: 400, subcode: 8500, message: "too late" } });
    await canceling;
    await finish("addParticipant", "completed", { participant: bob });
    expect(await operation).toEqual(bob);
  });

  test("before anything was sent means that nobody is called", async () => {
    const { operation, failure, wire, cancels, settle } = await ringing();
    const canceling = operation.cancel();
    await settle();
    await canceling;
    expect(wire.sent.map(({ verb }) => verb)).not.toContain("addParticipant");
    expect(await failure).toMatchObject(takenBack);
    expect(cancels()).toBe(0);
  });

  test("waits for the provider's yes to the invitation", async () => {
    let answer = () => {};
    const slow = await ringing();
    slow.wire.answers.clear();
    slow.wire.next("addParticipant", () => new Promise((resolve) => (answer = () => resolve({}))));
    await slow.settle();
    const stopping = slow.operation.cancel();
    await slow.settle();
    expect(slow.cancels()).toBe(0);
    answer();
    await slow.settle();
    await stopping;
    expect(slow.cancels()).toBe(1);
    await slow.finish("addParticipant", "canceled");
    expect(await slow.failure).toMatchObject(takenBack);
  });

  test("does nothing twice, and nothing when it is over", async () => {
    const { operation, failure, finish, settle, cancels } = await ringing();
    await settle();
    await operation.cancel();
    await operation.cancel();
    expect(cancels()).toBe(1);
    await finish("addParticipant", "canceled");
    await failure;
    await operation.cancel();
    expect(cancels()).toBe(1);
  });

  test("is refused where the provider has no such thing, and they go on ringing", async () => {
    const { operation, finish, settle } = await ringing({ adapted: ruled({ cancelAddParticipant: null }) });
    await settle();
    await expect(operation.cancel()).rejects.toMatchObject({
      ...{ code: "unsupported", verb: "cancelAddParticipant" },
      hint: "Let them ring until the provider's own time is over, and remove them if they come.",
    });
    await finish("addParticipant", "completed", { participant: bob });
    expect(await operation).toEqual(bob);
  });

  test("that fails says so, and they go on ringing", async () => {
    const { operation, settle, wire } = await ringing();
    await settle();
    wire.next("cancelAddParticipant", () => {
      throw new CallingError("forbidden", "not for you");
    });
    await expect(operation.cancel()).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a signal that aborts", () => {
  test("stops the ringing", async () => {
    const abort = new AbortController();
    const { failure, settle, cancels, finish } = await ringing({ adapted: atOnce }, abort.signal);
    await settle();
    abort.abort(new Error("enough"));
    await settle();
    expect(await failure).toMatchObject({ message: "enough" });
    expect(cancels()).toBe(1);
    await finish("addParticipant", "canceled");
  });

  test("while the request is on its way stops the ringing once the provider has accepted it", async () => {
    const abort = new AbortController();
    let answer = () => {};
    const there = await peopleWorld({ adapted: atOnce }, ada);
    there.wire.next("addParticipant", () => new Promise((resolve) => (answer = () => resolve({}))));
    const failure = failureOf(there.call.addParticipant("+14255550177", { signal: abort.signal }));
    await there.settle();
    abort.abort(new Error("enough"));
    await there.settle();
    expect(await failure).toMatchObject({ message: "enough" });
    answer();
    await there.settle();
    expect(there.wire.count("cancelAddParticipant")).toBe(1);
  });

  test("before anything was sent means that nobody is called", async () => {
    const { wire, failure } = await ringing({}, AbortSignal.abort(new Error("enough")));
    expect(await failure).toMatchObject({ message: "enough" });
    expect(wire.count("addParticipant")).toBe(0);
  });
});

test("disposing of an invitation that still rings stops it", async () => {
  const { operation, failure, settle, cancels, finish } = await ringing();
  await settle();
  await operation[Symbol.asyncDispose]();
  expect(cancels()).toBe(1);
  await finish("addParticipant", "canceled");
  expect(await failure).toMatchObject(takenBack);
});
