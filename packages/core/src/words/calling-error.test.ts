import { inspect } from "node:util";
import { expect, test } from "vitest";
import { connectedWorld, world } from "../testing/loopback.fixture.js";
import { CallingError } from "./calling-error.js";

test("every error of a verb names the provider, the verb and the call, whenever it was refused", async () => {
  const { call, wire, settle, hangUpRemotely } = await connectedWorld();
  wire.next("play", () => {
    throw new CallingError("forbidden", "no");
  });
  void call.transfer("+14255550199");
  await settle();
  const failures: Record<string, Promise<unknown>> = {
    sendDtmf: call.sendDtmf("x"),
    collectDtmf: call.collectDtmf({ max: 0 }),
    transfer: call.transfer("+14255550198"),
    play: call.play({ url: "https://cdn.example/a.wav" }),
  };
  for (const [verb, failure] of Object.entries(failures)) {
    await expect(failure, verb).rejects.toMatchObject({ provider: "loopback", verb, callRef: call.ref });
  }
  await hangUpRemotely();
  await expect(call.sendDtmf("1")).rejects.toMatchObject({
    code: "call-ended",
    provider: "loopback",
    verb: "sendDtmf",
    callRef: call.ref,
  });
});

test("an error of create names the provider and the verb, also where the adapter does not", async () => {
  const { calling, wire } = world();
  wire.next("create", () => {
    throw new CallingError("forbidden", "no");
  });
  const creating = calling.create({ to: "+14255550123" });
  await expect(creating).rejects.toMatchObject({ code: "forbidden", provider: "loopback", verb: "create" });
});

test("`sent` has the tones that were sent, and is not printed with the error", () => {
  const error = new CallingError("operation-failed", "sendDtmf failed").about({ sent: "864209" });
  expect(error.about({ verb: "sendDtmf" }).sent).toBe("864209");
  const printed = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${error} ${error.stack}`;
  expect(printed).not.toContain("864209");
});

test("a printed error shows the members that it has, and no others", () => {
  const error = new CallingError("forbidden", "no", { provider: "acme", status: 403 });
  expect(Object.keys(error).sort()).toEqual(["code", "name", "provider", "retryable", "status"]);
  expect(inspect(error)).not.toContain("undefined");
  expect(error.hint).toBeUndefined();
  expect(CallingError.is(error)).toBe(true);
});
