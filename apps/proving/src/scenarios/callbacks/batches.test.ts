import type { FaultSpec } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { gridEvent, incomingCallEvent, midCallEvent } from "../kit/callbacks.js";
import { botNumber } from "../kit/cast.js";
import { onTheLine, type Stage, startStage } from "../kit/stage.js";

type Batch = Extract<FaultSpec["effect"], { kind: "batch" }>;
type Json = NonNullable<Batch["before"]>[number];

const json = (value: object): Json => JSON.parse(JSON.stringify(value));
const published = (name: string) => json(gridEvent(`Microsoft.Communication.${name}`, { serverCallId: "s" }));
const noContext = json({ ...incomingCallEvent(), id: "x", data: { from: {}, to: {} } });
const handshake = json(
  gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", { validationCode: "c0de", validationUrl: "https://x" }),
);

/** Events that may share a body with an incoming call, before or after it. */
const neighbors: readonly (readonly [string, Json])[] = [
  ["the start of a call", published("CallStarted")],
  ["the end of another", published("CallEnded")],
  ["a message", published("SMSReceived")],
  ["a recording file", published("RecordingFileStatusUpdated")],
  ["an event of next year", json(gridEvent("Microsoft.Other.Thing", {}))],
  ["an incoming call without its context", noContext],
  ["a handshake", handshake],
  ["a number", 7],
  ["an event without a type", {}],
];

/** A person calls the bot, which answers. */
async function ring(stage: Stage): Promise<void> {
  stage.calling.on("incoming", (incoming) => void incoming.answer());
  stage.person("ada").dial(botNumber);
  await stage.advance(2_000);
}

describe("an incoming call of ACS in one body with", () => {
  for (const eventSchema of ["event-grid", "cloud-events"] as const)
    test.each(neighbors)(
      `%s is answered, in the schema ${eventSchema}`,
      { tags: "endpoint/batches" },
      async (_, neighbor) => {
        for (const beside of [{ before: [neighbor] }, { after: [neighbor] }]) {
          await using stage = await startStage("acs", {
            delivery: "http",
            registration: { eventSchema },
            faults: [{ effect: { kind: "batch", ...beside }, match: { title: "IncomingCall" } }],
          });
          await ring(stage);
          expect(JSON.parse(stage.callbacks[0]?.body ?? "")).toHaveLength(2);
          expect(stage.answers[0]).toBe(200);
          expect(stage.record.of("call-connected")).toHaveLength(1);
          expect(stage.record.of("error")).toEqual([]);
        }
      },
    );
});

test("a forged event in one body with an incoming call refuses both, and changes nothing", {
  tags: "endpoint/batches",
}, async () => {
  await using stage = await startStage("acs", { delivery: "http" });
  const call = await onTheLine(stage);
  const forged = json(midCallEvent("CallDisconnected", call.providerCallId ?? ""));
  stage.simulator.faults.add({ effect: { kind: "batch", after: [forged] }, match: { title: "IncomingCall" } });
  stage.person("bob").dial(botNumber);
  await stage.advance(1_000);
  expect(stage.answers.at(-1)).toBe(403);
  expect([stage.record.of("incoming").length, (await call.snapshot()).state]).toEqual([0, "connected"]);
});

const odd: readonly (readonly [string, Json])[] = [
  ["null", null],
  ["a number", 7],
  ["a notification that names no call", {}],
  ["a notification of another resource", { changeType: "updated", resourceUrl: "/users/1", resourceData: { id: "1" } }],
  ["an event of an unknown call", { changeType: "updated", resourceUrl: "/communications/calls/0000" }],
];

describe("an incoming call of Graph in one body with", () => {
  test.each(odd)("%s is answered", { tags: "endpoint/batches" }, async (_, neighbor) => {
    for (const beside of [{ before: [neighbor] }, { after: [neighbor] }]) {
      await using stage = await startStage("graph", {
        delivery: "http",
        faults: [{ effect: { kind: "batch", ...beside }, match: { title: "incoming" } }],
      });
      await ring(stage);
      expect(JSON.parse(stage.callbacks[0]?.body ?? "").value).toHaveLength(2);
      expect(stage.answers[0]).toBe(202);
      expect(stage.record.of("call-connected")).toHaveLength(1);
    }
  });
});

test("the keys of a Graph call arrive, even with invalid notifications in every body", async () => {
  await using stage = await startStage("graph", {
    delivery: "http",
    faults: [{ effect: { kind: "batch", before: [null], after: [7, {}] } }],
  });
  stage.calling.on("dtmf-received", () => {});
  await ring(stage);
  stage.person("ada").press("12#");
  await stage.advance(3_000);
  expect(stage.record.of("dtmf-received").map(({ tone }) => tone)).toEqual(["1", "2", "#"]);
});
