import { expect, test } from "vitest";
import { oneAfterAnother } from "./sim-control.js";

test("keys that are pressed while the first is on its way are sent after it, in order", async () => {
  const sent: string[] = [];
  let arrive: () => void = () => {};
  const slow = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const inTurn = oneAfterAnother();
  const first = inTurn(async () => {
    await slow;
    sent.push("1");
  });
  const second = inTurn(async () => void sent.push("2"));
  const third = inTurn(async () => void sent.push("#"));
  arrive();
  await Promise.all([first, second, third]);
  expect(sent).toEqual(["1", "2", "#"]);
});

test("a refusal is reported to its sender, and does not hold up the next command", async () => {
  const inTurn = oneAfterAnother();
  const refused = inTurn(() => Promise.reject(new Error("the call is over")));
  const next = inTurn(async () => "sent");
  await expect(refused).rejects.toThrow("the call is over");
  expect(await next).toBe("sent");
});
