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

  test("a running operation yields no signal", () => {
    expect(operation("playPromptOperation", { status: "Running" }, "/operations/OP1", "updated")).toEqual([]);
  });

  test("an unknown operation is unrecognized", () => {
    expect(operation("inviteParticipantsOperation", { status: "completed" })).toMatchObject([
      { kind: "unrecognized", type: "inviteparticipantsoperation completed" },
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
