import { CallingError, manualClock, phone, type VerbName } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { acsAt, contextOf, operationId } from "../fixtures/bench.fixture.js";
import type { Answer } from "../fixtures/recording-service.fixture.js";
import { type Bench, useService } from "../fixtures/use-service.fixture.js";

const bench = useService();
const to = phone("+14255550123");
const runs: Partial<Record<VerbName, (at: Bench["adapter"], signal?: AbortSignal) => Promise<unknown> | undefined>> = {
  create: (at, signal) => at.verbs.create?.run({ to: [to], from: to }, contextOf(signal ? { signal } : {}), undefined),
  sendDtmf: (at, signal) =>
    at.verbs.sendDtmf?.run({ tones: ["1"], to }, contextOf(signal ? { signal } : {}), undefined),
};

/** What the adapter makes of the error that the real client throws at this answer. */
async function mapped(answer: Answer, verb: "create" | "sendDtmf" = "sendDtmf"): Promise<CallingError> {
  bench.service.answer = answer;
  const error = await runs[verb]?.(bench.adapter)?.catch((caught: unknown) => caught);
  expect(error).toBeDefined();
  return bench.adapter.mapError(error, verb);
}

const refusal = (status: number, code: string, message = "m"): Answer => ({
  status,
  body: { error: { code, message } },
});

describe("answers of the service", () => {
  test.each([
    [400, "8523", "invalid-request", undefined],
    [400, "8501", "conflict", /call\.connected/],
    [400, "8585", "conflict", /call\.connected/],
    [400, "8528", "call-ended", /call\.ended/],
    [401, "7509", "unauthenticated", /access key .*clock/],
    [401, "Unauthorized", "unauthenticated", /access key .*clock/],
    [403, "7502", "forbidden", /not enabled/],
    [403, "7504", "forbidden", /role/],
    [403, "7507", "forbidden", /number of this very ACS resource/],
    [403, "7602", "forbidden", /communication user of this very/],
    [403, "7604", "forbidden", /Teams tenant/],
    [403, "9", "forbidden", /belong to this ACS resource/],
    [404, "8522", "call-ended", /call\.ended/],
    [404, "8543", "call-ended", /call\.ended/],
    [404, "ResourceNotFound", "not-found", /API version/],
    [404, "4500", "call-ended", /call\.ended/],
    [405, "8520", "unsupported", undefined],
    [408, "4506", "timeout", undefined],
    [409, "8519", "conflict", undefined],
    [412, "8583", "conflict", /media operation/],
    [422, "1", "invalid-request", undefined],
    [429, "8516", "throttled", undefined],
    [500, "9999", "unavailable", undefined],
    [501, "1", "unsupported", undefined],
    [503, "1", "unavailable", undefined],
  ])("%i / %s is %s", async (status, providerCode, code, hint) => {
    const error = await mapped(refusal(status, providerCode));
    expect(error).toMatchObject({ code, status, providerCode, provider: "acs", verb: "sendDtmf", requestId: "ref-1" });
    if (hint) expect(error.hint).toMatch(hint);
    expect(bench.service.requests).toHaveLength(1);
  });

  test("a message that ends with a full stop gets no second one before the hint", async () => {
    const { message } = await mapped(refusal(404, "8522", "Call not found."));
    expect(message).toBe("sendDtmf: ACS answered 404: Call not found. The call is over; call.ended says why.");
  });

  test("a 404 to create or join is not-found rather than call-ended", async () => {
    expect((await mapped(refusal(404, "8522"), "create")).code).toBe("not-found");
  });

  test("a 404 that is not from the call service is not the end of a call", async () => {
    const error = await mapped({ status: 404, body: "No HTTP resource was found" });
    expect(error).toMatchObject({
      ...{ code: "unavailable", retryable: true, hint: expect.stringContaining("not the call service") },
      message: expect.stringContaining("No HTTP resource was found"),
    });
  });

  test("only a throttled request is retryable: others would be refused again or may have taken effect", async () => {
    expect((await mapped(refusal(429, "8516"))).retryable).toBe(true);
    for (const status of [400, 401, 403, 404, 408, 409, 412, 500, 501, 503])
      expect((await mapped(refusal(status, "1"))).retryable, String(status)).toBe(false);
  });

  test.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after-ms": "250" }, 250],
    [{ "x-ms-retry-after-ms": "300" }, 300],
    [{ "retry-after": "2.5" }, 2_500],
    [{ "retry-after": "-5" }, undefined],
    [{}, undefined],
  ])("retryAfterMs is read from %j", async (headers, retryAfterMs) => {
    expect((await mapped({ ...refusal(429, "8516"), headers })).retryAfterMs).toBe(retryAfterMs);
  });

  test("a date to wait for is read by the adapter's clock", async () => {
    const clock = { now: () => Date.UTC(2026, 10, 20, 7), setTimer: () => () => {} };
    const at = acsAt(bench.service, { clock });
    bench.service.answer = { ...refusal(429, "8516"), headers: { "retry-after": "Fri, 20 Nov 2026 07:00:05 GMT" } };
    const error = await runs.sendDtmf?.(at)?.catch((caught: unknown) => caught);
    expect(at.mapError(error, "sendDtmf").retryAfterMs).toBe(5_000);
    await at.close?.();
  });

  test("a long HTML page is shortened in the message", async () => {
    expect((await mapped({ status: 502, body: "<html>".repeat(1_000) })).message.length).toBeLessThan(400);
  });
});

describe("answers that the client cannot read", () => {
  test.each([
    ["another success than documented", { status: 200, body: { callConnectionId: "c" } }, "create"],
    ["broken JSON", { status: 201, body: "{" }, "create"],
    ["no call id", { status: 201, body: {} }, "create"],
  ] as const)("%s leaves the outcome unknown", async (_name, answer, verb) => {
    expect(await mapped(answer, verb)).toMatchObject({ code: "outcome-unknown", retryable: false });
  });
});

describe("no answer", () => {
  test("a refused connection means that nothing was sent, so the request is retryable", async () => {
    const nowhere = acsAt({ endpoint: "http://127.0.0.1:1" });
    const error = await runs.create?.(nowhere)?.catch((caught: unknown) => caught);
    expect(nowhere.mapError(error, "create")).toMatchObject({ code: "unavailable", retryable: true });
    await nowhere.close?.();
  });

  test("a broken connection leaves the outcome open, and the client does not retry", async () => {
    expect(await mapped({ status: 0, breaks: true })).toMatchObject({ code: "unavailable", retryable: false });
    expect(bench.service.requests).toHaveLength(1);
  });

  test("an aborted request is a timeout", async () => {
    bench.service.answer = { status: 0, silent: true };
    const controller = new AbortController();
    const arrived = bench.service.arrival();
    const outcome = runs.sendDtmf?.(bench.adapter, controller.signal)?.catch((caught: unknown) => caught);
    await arrived;
    controller.abort();
    expect(bench.adapter.mapError(await outcome, "sendDtmf")).toMatchObject({ code: "timeout", retryable: false });
  });

  test("an aborted signal also ends methods of the client that take no signal", async () => {
    bench.service.answer = { status: 0, silent: true };
    const controller = new AbortController();
    const arrived = bench.service.arrival();
    const outcome = bench.adapter.verbs.cancelMedia
      ?.run({}, contextOf({ signal: controller.signal }), undefined)
      .catch((caught: unknown) => caught);
    await arrived;
    controller.abort();
    expect(bench.adapter.mapError(await outcome, "cancelMedia").code).toBe("timeout");
  });

  test("a silent service times out by the adapter's clock", async () => {
    bench.service.answer = { status: 0, silent: true };
    const clock = manualClock();
    const at = acsAt(bench.service, { clock, requestTimeoutMs: 1_000 });
    const arrived = bench.service.arrival();
    const outcome = runs.sendDtmf?.(at)?.catch((caught: unknown) => caught);
    await arrived;
    await clock.advance(1_000);
    expect(at.mapError(await outcome, "sendDtmf")).toMatchObject({ code: "timeout", retryable: false });
    await at.close?.();
  });
});

test("a CallingError is not changed", () => {
  const error = new CallingError("conflict", operationId);
  expect(bench.adapter.mapError(error, "play")).toBe(error);
});
