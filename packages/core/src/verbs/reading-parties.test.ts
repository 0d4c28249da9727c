import { describe, expect, test } from "vitest";
import type { Limits } from "../adapter/capabilities.js";
import { asJson } from "../base/json.js";
import { knownCall, turnOf } from "../testing/turn.fixture.js";
import { phone } from "../words/to-party.js";
import { answer } from "./answer.js";
import { readCreate } from "./create.js";
import { hangUp } from "./hang-up.js";
import { readJoin } from "./join.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { transfer } from "./transfer.js";

const [alice, bob, carol] = ["+14255550141", "+14255550142", "+14255550143"].map((number) => phone(number as "+1"));
const number = "+14255550142";
const call = knownCall();
const invalid = (message: string, more: object = {}) =>
  expect.objectContaining({ code: "invalid-request", message: expect.stringContaining(message), ...more });

describe("whom to call", () => {
  test("is one party, or several who make a group", () => {
    expect(readCreate({ to: number })).toMatchObject({
      input: { to: [bob] },
      parties: { from: undefined, to: bob, group: false },
    });
    expect(readCreate({ to: number }).input).not.toHaveProperty("from");
    const group = readCreate({ to: [number, "+14255550143"], from: "+14255550141" });
    expect(group.input).toEqual({ to: [bob, carol], from: alice });
    expect(group.parties).toEqual({ from: alice, to: bob, group: true });
    expect(() => readCreate({ to: [] })).toThrow(invalid("create: `to` is empty", { verb: "create" }));
  });

  test("is as many as the provider takes into a new group, and one always", () => {
    const check = (count: number, groupTargets?: { min: number; max: number }) => () =>
      readCreate({ to: Array(count).fill(number) }).check?.(knownCall(groupTargets ? { groupTargets } : {}).adapter);
    for (const allowed of [
      check(1, { min: 3, max: 4 }),
      check(3, { min: 3, max: 4 }),
      check(4, { min: 3, max: 4 }),
      check(9),
    ])
      expect(allowed).not.toThrow();
    for (const count of [2, 5])
      expect(check(count, { min: 3, max: 4 })).toThrow(
        invalid(`create: ${count} parties; a new group call of loopback takes 3 to 4`, {
          verb: "create",
          provider: "loopback",
        }),
      );
  });
});

describe("what to join", () => {
  test.each([
    [{ kind: "teams-meeting", url: "https://t" }, "https://t"],
    [{ kind: "meeting-id", id: "m" }, "m"],
    [{ kind: "meeting-thread", threadId: "th" }, "th"],
    [{ kind: "meeting-token", token: "secret" }, "meeting-token"],
    [{ kind: "group", id: "g" }, "g"],
    [{ kind: "room", id: "r" }, "r"],
    [{ kind: "server-call", id: "s" }, "s"],
  ] as const)("%j is a group that is named by it", (target, rawId) => {
    const { input, parties } = readJoin(target as Parameters<typeof readJoin>[0], {});
    expect(input).toStrictEqual({ target });
    expect(parties).toEqual({ from: undefined, to: { kind: "unknown", rawId }, group: true });
    for (const name of Object.keys(target).filter((name) => name !== "kind"))
      for (const value of ["", undefined, 7])
        expect(() => readJoin({ ...target, [name]: value } as never, {})).toThrow(
          invalid(`join: a ${target.kind} has no ${name}`, { verb: "join" }),
        );
  });

  test("is joined as somebody, if the bot says so", () => {
    const guest = { kind: "guest", id: "g", displayName: "Recorder" } as const;
    const { input, parties } = readJoin({ kind: "room", id: "r" } as never, { as: guest });
    expect([input.as, parties.from]).toEqual([guest, guest]);
    expect(() => readJoin({ kind: "room", id: "r" } as never, { as: "nobody" as never })).toThrow();
  });

  test.each([undefined, null, {}, { kind: "toString" }, { kind: 7 }, { kind: "lobby" }])("is not %j", (target) => {
    const kinds =
      "Kinds are teams-meeting, meeting-id, meeting-thread, meeting-token, group, room, server-call, provider.";
    expect(() => readJoin(target as never, {})).toThrow(
      invalid("join: there is no kind of target", { verb: "join", hint: kinds }),
    );
  });
});

describe("a transfer", () => {
  test("goes to a party, for another where there are several, and in place of a call that has an id", () => {
    expect(transfer.read(call, number).input).toStrictEqual({ to: bob });
    const replaces = { providerCallId: "p2" } as never;
    expect(transfer.read(call, number, { transferee: "+14255550143", replaces }).input).toStrictEqual({
      ...{ to: bob, transferee: carol, replaces: { providerCallId: "p2" } },
    });
    const hint = "Await its `connected` first.";
    expect(() => transfer.read(call, number, { replaces: { providerCallId: undefined } as never })).toThrow(
      expect.objectContaining({ code: "conflict", verb: "transfer", hint }),
    );
  });

  test("that joins two calls takes its options from either place, and needs a call to join with", () => {
    const bridging = knownCall({ bridges: true });
    const replaces = { providerCallId: "p2" };
    expect(transfer.read(bridging, { replaces, context: "mine" } as never).options).toMatchObject({ context: "mine" });
    expect(transfer.read(bridging, { replaces } as never, { context: "mine" }).options).toMatchObject({
      context: "mine",
    });
    expect(() => transfer.read(bridging, { replaces: undefined } as never)).toThrow(
      expect.objectContaining({ code: "conflict" }),
    );
    expect(() => transfer.read(bridging, null as never)).toThrow(expect.objectContaining({ code: "invalid-request" }));
  });

  test("yields the parties that another instance wrote", () => {
    expect(transfer.readResult(asJson({ warnings: ["w"], to: bob, transferee: carol }))).toEqual({
      warnings: ["w"],
      to: bob,
      transferee: carol,
    });
    for (const value of [null, "text", {}, { to: null, transferee: "text" }, { to: {}, transferee: 7 }])
      expect(transfer.readResult(value)).toStrictEqual({ warnings: [] });
  });

  test("that ended its call with no outcome on record succeeded if the call says so", () => {
    const after = (kind: "transferred" | "busy") =>
      transfer.elsewhere.whenEnded?.(turnOf({ end: { kind, code: 0, subcode: 0, message: "" } }).record);
    expect([after("transferred"), after("busy")]).toEqual([{ warnings: [] }, undefined]);
    expect(transfer.elsewhere.whenEnded?.(call.record)).toBeUndefined();
  });
});

describe("a redirect", () => {
  const read = (to: unknown, options?: object, limits?: Limits) =>
    redirect.read(knownCall(limits), to as never, options).input;

  test("goes to one party or to as many as the provider takes", () => {
    expect(read(number)).toStrictEqual({ to: [bob] });
    expect(read([bob, carol], { ringMs: 20_000 }, { redirectTargets: 2 })).toStrictEqual({
      to: [bob, carol],
      ringMs: 20_000,
    });
    const about = { verb: "redirect", provider: "loopback" };
    expect(() => read([bob, carol, alice], {}, { redirectTargets: 2 })).toThrow(
      invalid("redirect: 3 targets; loopback takes 1 to 2", about),
    );
    expect(() => read([])).toThrow(invalid("redirect: 0 targets", about));
  });

  test("rings as long as the provider allows", () => {
    const ring = (ringMs: number | undefined) => () =>
      read(bob, ringMs === undefined ? {} : { ringMs }, { redirectRingMs: { min: 10, max: 20 } });
    for (const ringMs of [undefined, 10, 20]) expect(ring(ringMs)).not.toThrow();
    const hint = "Leave ringMs out for the provider's own time.";
    for (const ringMs of [9, 21])
      expect(ring(ringMs)).toThrow(
        invalid(`redirect: ringMs is ${ringMs}; loopback takes 10 to 20`, { verb: "redirect", hint }),
      );
    expect(() => read(bob, { ringMs: 1 })).not.toThrow();
  });
});

test("an answer, a rejection and a hang-up read their few options", () => {
  expect(answer.read(call, { data: 7 })).toMatchObject({ input: {}, data: 7 });
  expect(answer.read(call)).toEqual({ input: {}, options: {}, data: undefined });
  expect(
    ["busy", "forbidden", "declined", undefined].map((reason) => reject.read(call, reason as "busy").input.reason),
  ).toEqual([...["busy", "forbidden", "declined", "declined"]]);
  expect(() => reject.read(call, "bored" as never)).toThrow(
    invalid('reject: there is no reason "bored"', { hint: "Reasons are declined, busy, forbidden." }),
  );
  expect([hangUp.read(call).input, hangUp.read(call, { everyone: true }).input]).toEqual([
    { everyone: false },
    { everyone: true },
  ]);
});
