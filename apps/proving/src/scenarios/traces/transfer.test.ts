import { CallingError } from "@trunkline/core";
import type { Reaction } from "@trunkline/simulator";
import { test } from "vitest";
import { botNumber, cast, codeOf } from "../kit/cast.js";
import { type Scenario, sameTrace } from "../kit/same-trace.js";

/** Ada calls, and the bot transfers her to Bob, who has this reaction. */
const handOver =
  (reaction: Reaction): Scenario =>
  async (stage) => {
    stage.person("bob").reacts(reaction);
    const done = new Promise<void>((resolve) => {
      stage.calling.on("incoming", async (incoming) => {
        const call = await incoming.answer();
        try {
          await call.transfer(cast.bob);
          stage.record.note(call, "transferred");
          await call.ended;
        } catch (error) {
          stage.record.note(call, `transfer threw ${codeOf(error)}: ${CallingError.is(error) && error.reason?.kind}`);
          await call.hangUp();
        }
        resolve();
      });
    });
    stage.person("ada").dial(botNumber);
    await stage.when(done);
  };

const begun = ["incoming from ada to bot", "connected", "answer completed"];
const failed = (why: string) => ["transfer failed: operation-failed", `transfer threw operation-failed: ${why}`];

test(
  "a caller is transferred to a person who answers",
  sameTrace(handOver({ kind: "answer", afterMs: 3_000 }), {
    ada: [...begun, "transfer completed", "transferred", "ended: transferred"],
  }),
);

test(
  "a transfer that is declined leaves the caller with the bot",
  { tags: "state/failed-transfer" },
  sameTrace(handOver({ kind: "decline", afterMs: 1_000 }), {
    ada: [...begun, ...failed("declined"), "hangUp completed", "ended: hung-up"],
  }),
);

test(
  "a transfer that is not answered leaves the caller with the bot",
  sameTrace(handOver({ kind: "ignore" }), {
    ada: [...begun, ...failed("no-answer"), "hangUp completed", "ended: hung-up"],
  }),
);

test(
  "a transfer to a busy person leaves the caller with the bot",
  sameTrace(handOver({ kind: "busy" }), {
    ada: [...begun, ...failed("busy"), "hangUp completed", "ended: hung-up"],
  }),
);

test(
  "a transfer to an unreachable person leaves the caller with the bot",
  sameTrace(handOver({ kind: "unreachable" }), {
    ada: [...begun, ...failed("unreachable"), "hangUp completed", "ended: hung-up"],
  }),
);
