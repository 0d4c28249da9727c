import { describe, expect, test } from "vitest";
import { notify, resourceUrl, signalsOf } from "./read.fixture.js";

describe("operations", () => {
  const operation = (type: string, data: object, path = "/operations/OP1", changeType = "deleted") =>
    signalsOf(
      notify({
        changeType,
        resourceUrl: `${resourceUrl}${path}`,
        resourceData: { "@odata.type": `#microsoft.graph.${type}`, ...data },
      }),
    );

  test("a prompt that played to its end", () => {
    expect(
      operation("playPromptOperation", {
        status: "completed",
        clientContext: "c",
        resultInfo: { code: 200, subcode: 0 },
      }),
    ).toMatchObject([
      { verb: "play", outcome: "completed", operationId: "c", providerOperationId: "op1", id: "operation:op1" },
    ]);
  });

  test("a prompt that was canceled is failed with 400/8508 on the wire", () => {
    expect(
      operation("playPromptOperation", { status: "Failed", resultInfo: { code: 400, subcode: 8508 } }),
    ).toMatchObject([{ outcome: "canceled" }]);
    expect(
      operation("playPromptOperation", { status: "failed", completionReason: "mediaOperationCanceled" }),
    ).toMatchObject([{ outcome: "canceled" }]);
  });

  test("a prompt that could not be fetched has failed", () => {
    expect(
      operation("playPromptOperation", { status: "failed", resultInfo: { code: 400, subcode: 8536 } }),
    ).toMatchObject([
      { outcome: "failed", result: { subcode: 8536 }, hint: expect.stringContaining("reachable from the internet") },
    ]);
    expect(operation("playPromptOperation", { status: "Failed" })).toMatchObject([{ outcome: "failed" }]);
  });

  const ended = (data: object) => operation("playPromptOperation", { status: "completed", ...data })[0];

  test.each([
    ["completedSuccessfully", "completed"],
    ["mediaOperationCanceled", "canceled"],
    ["operationCanceled", "canceled"],
    ["unknown", "failed"],
  ])("the reason %s says that it %s, whatever the status", (completionReason, outcome) => {
    const message = `completion reason: ${completionReason}`;
    expect(ended({ completionReason })).toMatchObject({ outcome, result: { code: 0, subcode: 0, message } });
    const resultInfo = { code: 200, subcode: 0, message: "m" };
    expect(ended({ completionReason, resultInfo })).toMatchObject({ outcome, result: resultInfo });
    expect(ended({ completionReason })).not.toHaveProperty("hint");
  });

  test("what succeeded has no hint, and what is not known is not there", () => {
    expect(ended({ resultInfo: { code: 200, subcode: 0 } })).not.toHaveProperty("hint");
    expect(new Set(Object.keys(ended({}) ?? {}))).toEqual(
      new Set(["at", "call", "providerCallId", "id", "kind", "verb", "providerOperationId", "outcome"]),
    );
    const nameless = operation("playPromptOperation", { status: "completed" }, "/operations");
    expect(nameless[0]).toMatchObject({ id: "operation:1000.0" });
    expect(nameless[0]).not.toHaveProperty("providerOperationId");
    expect(operation("playPromptOperation", { id: "AB", status: "completed" })).toMatchObject([{ id: "operation:ab" }]);
  });

  test.each([
    ["playPromptOperation", "play"],
    ["sendDtmfTonesOperation", "sendDtmf"],
    ["cancelMediaProcessingOperation", "cancelMedia"],
    ["subscribeToToneOperation", "subscribeDtmf"],
    ["inviteParticipantsOperation", "addParticipant"],
    ["startHoldMusicOperation", "hold"],
    ["stopHoldMusicOperation", "unhold"],
    ["muteParticipantOperation", "muteSelf"],
    ["unmuteParticipantOperation", "unmuteSelf"],
  ])("%s is the end of %s", (type, verb) => {
    expect(operation(type, { status: "completed" })).toMatchObject([{ kind: "operation", verb }]);
  });

  test("an operation that is deleted has ended, also without a status", () => {
    expect(operation("playPromptOperation", {})).toMatchObject([{ outcome: "completed" }]);
    expect(operation("recordOperation", {})).toMatchObject([{ type: "recordoperation ended" }]);
    expect(operation("playPromptOperation", { status: "failed" }, "/operations/OP1", "updated")).toMatchObject([
      { outcome: "failed" },
    ]);
  });

  test("a running operation yields no signal", () => {
    expect(operation("playPromptOperation", { status: "Running" }, "/operations/OP1", "updated")).toEqual([]);
  });

  test("an unknown operation is unrecognized", () => {
    expect(operation("recordOperation", { status: "completed" })).toMatchObject([
      { kind: "unrecognized", type: "recordoperation completed" },
    ]);
  });
});

test.each(["constructor", "__proto__", "hasOwnProperty"])("%s is neither a reason nor a state nor a verb", (word) => {
  const about = (path: string, data: object) =>
    signalsOf(notify({ changeType: "updated", resourceUrl: `${resourceUrl}${path}`, resourceData: data }));
  const operation = {
    "@odata.type": "#microsoft.graph.playPromptOperation",
    status: "completed",
    completionReason: word,
  };
  expect(about("/operations/OP1", operation)).toMatchObject([{ outcome: "completed" }]);
  expect(about("", { "@odata.type": "#microsoft.graph.call", state: word })).toMatchObject([
    { kind: "unrecognized", type: `call state ${word}` },
  ]);
});
