import { expect, test } from "vitest";
import type { CallRecord } from "../record/call-record.js";
import { turnOf } from "../testing/turn.fixture.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";
import { endOther } from "./end-other.js";

/** Ends the other call, where hanging it up fails so. */
async function ending(...failures: readonly ErrorCode[]) {
  const left = [...failures];
  const asked: string[] = [];
  const parties = { agent: phone("+14255550142"), seen: { agent: true, caller: true } };
  const move = { operation: "t", part: "a", phase: "ending", other: "other", ...parties } as const;
  const turn = turnOf({ state: "disconnected", move });
  const actor = {
    record: turn.record,
    apply: async (write: (on: { set(change: Partial<CallRecord>): void }) => void) => write(turn),
  };
  const hangUp = async () => {
    const failure = left.shift();
    if (failure) throw new CallingError(failure, "no");
  };
  const get = async (ref: string) => {
    asked.push(ref);
    return { hangUp };
  };
  const error = await endOther(actor as never, { get } as never).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(turn.record.move).toBeUndefined();
  return { asked, error };
}

test("the other call is hung up, wherever it is held", async () => {
  expect(await ending()).toEqual({ asked: ["loopback:other"], error: undefined });
});

test.each(["call-ended", "not-found"] as const)("one that is over already is left alone: %s", async (code) => {
  expect(await ending(code)).toMatchObject({ asked: ["loopback:other"], error: undefined });
});

test("one that changes hands is hung up where it goes, for two more tries", async () => {
  expect(await ending("superseded", "superseded")).toMatchObject({ asked: { length: 3 }, error: undefined });
  expect(await ending("superseded", "superseded", "superseded")).toMatchObject({
    ...{ asked: { length: 3 }, error: { code: "superseded" } },
  });
});

test("any other failure is reported, and not tried again", async () => {
  expect(await ending("forbidden")).toMatchObject({ asked: { length: 1 }, error: { code: "forbidden" } });
});
