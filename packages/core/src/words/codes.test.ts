import { expect, test } from "vitest";
import { connectedWorld, type TestSignal } from "../testing/loopback.fixture.js";
import { codesOf } from "./call-state.js";

const details = { carrier: { cause: "busy tone", trunk: 7 } };
const said = { code: "user_busy", subcode: "", message: "Busy.", details };
const ended: TestSignal = { kind: "state", id: "ended", state: "disconnected", result: said };

test("codes are printed as they are: figures with both parts, words with the finer one where there is one", () => {
  expect(codesOf({ code: 486, subcode: 10 })).toBe("486/10");
  expect(codesOf({ code: 486, subcode: 0 })).toBe("486/0");
  expect(codesOf({ code: "user_busy", subcode: "" })).toBe("user_busy");
  expect(codesOf({ code: "user_busy", subcode: 0 })).toBe("user_busy");
  expect(codesOf({ code: "failed", subcode: "no_route" })).toBe("failed/no_route");
});

test("a call that ends with a word keeps it and the provider's details, in its reason and in the error of what was under way", async () => {
  const { call, tell, settle } = await connectedWorld();
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await settle();
  await tell(ended);
  expect(await call.ended).toMatchObject({
    kind: "unknown",
    code: "user_busy",
    subcode: "",
    message: "Busy.",
    details,
  });
  await expect(playing).rejects.toMatchObject({ code: "call-ended", providerCode: "user_busy", reason: { details } });
});

test("a transfer that fails with a word says it, and carries the provider's details as data", async () => {
  const { call, wire, tell, settle } = await connectedWorld();
  const transferring = call.transfer("+14255550199");
  await settle();
  const { operationId } = wire.last("transfer").context;
  await tell({ kind: "operation", verb: "transfer", operationId, outcome: "failed", result: said });
  await expect(transferring).rejects.toMatchObject({
    message: "transfer failed: unknown (user_busy): Busy",
    providerCode: "user_busy",
    reason: { code: "user_busy", details },
  });
});

test("an empty word is no reason", async () => {
  const { call, tell } = await connectedWorld();
  await tell({ ...ended, result: { code: "", subcode: "", message: "" } });
  expect(await call.ended).toMatchObject({ kind: "unknown", message: "the provider gave no reason" });
});
