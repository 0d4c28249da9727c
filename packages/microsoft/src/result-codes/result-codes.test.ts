import { describe, expect, test } from "vitest";
import { endCodes, endReasonFrom, parseResultInfo } from "./end-reason.js";
import { operationResultFrom } from "./operations.js";

const result = (code: number, subcode: number, message = "") => ({ code, subcode, message });
const connected = { direction: "incoming", wasConnected: true } as const;
const ringingIn = { direction: "incoming", wasConnected: false } as const;
const ringingOut = { direction: "outgoing", wasConnected: false } as const;

describe("the end of a call", () => {
  test.each([
    [200, 4097, connected, "remote-hung-up"],
    [200, 4521, ringingIn, "canceled"],
    [200, 7000, connected, "hung-up"],
    [200, 7000, ringingOut, "canceled"],
    [200, 5300, connected, "removed"],
    [200, 5855, ringingOut, "no-answer"],
    [200, 7015, connected, "transferred"],
    [0, 7015, connected, "transferred"],
    [200, 540000, connected, "remote-hung-up"],
    [408, 8537, connected, "keep-alive-lost"],
    [410, 301005, connected, "network"],
    [404, 560404, ringingOut, "unreachable"],
    [480, 10076, ringingOut, "unreachable"],
    [480, 560480, ringingOut, "no-answer"],
    [486, 560486, ringingOut, "busy"],
    [487, 10024, ringingOut, "declined"],
    [487, 0, ringingIn, "canceled"],
    [603, 0, ringingOut, "declined"],
    [603, 560603, ringingOut, "declined"],
    [500, 8539, ringingOut, "busy"],
  ] as const)("the table resolves %i/%i (%j → %s)", (code, subcode, context, kind) => {
    expect(endReasonFrom(result(code, subcode, "m"), context)).toEqual({ kind, code, subcode, message: "m" });
  });

  test.each([
    [200, 560200],
    [486, 0],
    [599, 560599],
    [0, 0],
  ])("%i/%i is in no table and stays unknown", (code, subcode) => {
    expect(endReasonFrom(result(code, subcode), ringingOut).kind).toBe("unknown");
  });

  test.each([
    [7700, "Transfer failed. DiagCode: 603#0.@", "declined", 603, 0],
    [7700, "DiagCode: 480#560480.@", "no-answer", 480, 560480],
    [7000, "DiagCode: 486#560486.@", "busy", 486, 560486],
    [560500, "Server Internal Error. DiagCode: 500#560500.@", "unknown", 500, 560500],
    [7700, "DiagCode: 599#1.@", "failed", 500, 7700],
    [7700, "Transfer failed.", "failed", 500, 7700],
    [
      0,
      "addParticipantsfailed for participants: 8:orgid:x reason: Callee busy., code=486 subcode=8539",
      "busy",
      486,
      8539,
    ],
    [0, "addParticipantsfailed for participants: 28:x reason: No., code=580 subcode=5201", "unknown", 500, 0],
  ] as const)(
    "for 500/%i of a failed transfer or invitation the message decides: %j is %s",
    (subcode, message, kind, code, minor) => {
      expect(endReasonFrom(result(500, subcode, message), ringingOut)).toEqual({ kind, code, subcode: minor, message });
    },
  );

  test("a failed transfer without a message gets the message of the table", () => {
    expect(endReasonFrom(result(500, 7700), ringingOut).message).toContain("Graph does not say why");
  });

  test("a result without a message gets the meaning of its row", () => {
    expect(endReasonFrom(result(408, 8537), connected).message).toBe("no keep-alive within 45 minutes");
  });

  test("a termination reason alone says that a call was transferred or redirected", () => {
    const info = parseResultInfo(undefined, "AppTransferred");
    expect(info && endReasonFrom(info, connected).kind).toBe("transferred");
    const redirected = parseResultInfo({ code: "200", subcode: 0 }, "AppRedirected");
    expect(redirected && endReasonFrom(redirected, connected).kind).toBe("redirected");
    const other = parseResultInfo(null, "(Generic: BSkofoO1)");
    expect(other && endReasonFrom(other, connected).kind).toBe("unknown");
  });

  test("no pair is listed twice, and every row names its source", () => {
    const keys = endCodes.map((row) => `${row.code ?? "*"}/${row.subcode}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(endCodes.filter((row) => row.source === "")).toEqual([]);
  });
});

describe("reading a result", () => {
  test.each([
    [{ code: "200", subcode: "4521", message: "x" }, result(200, 4521, "x")],
    [{ code: 500, subCode: 7700 }, result(500, 7700)],
    [{ code: 0, subcode: 7015, message: "GracefulTransferCompleted" }, result(0, 7015, "GracefulTransferCompleted")],
    [{ code: "abc", subcode: 1.5, message: 3, more: true }, undefined],
    [{}, undefined],
    [null, undefined],
    ["text", undefined],
  ])("%j", (wire, expected) => {
    expect(parseResultInfo(wire)).toEqual(expected);
  });
});

describe("the result of an operation", () => {
  test.each([
    [400, 8508, "canceled"],
    [400, 8510, "failed"],
    [200, 8531, "completed"],
    [412, 8583, "failed"],
    [200, 0, "completed"],
    [500, 4242, "failed"],
    [0, 0, "unknown"],
  ] as const)("%i/%i is %s", (code, subcode, outcome) => {
    expect(operationResultFrom(result(code, subcode)).outcome).toBe(outcome);
  });

  test("the error of an unplayable file says which files are supported", () => {
    expect(operationResultFrom(result(400, 8535)).hint).toContain("16 kHz");
  });
});
