import { expect, test } from "vitest";
import { Handover } from "./handover.js";

const pause = () => Promise.resolve();

test("what is given is taken by the request that comes before the method returns, however many are under way", async () => {
  const handover = new Handover<number>();
  const request = async (given: number) => {
    const taken = handover.take();
    await pause();
    return [given, taken];
  };
  const several = [1, 2, 3].map((given) => handover.give(given, () => request(given)));
  expect(await Promise.all(several)).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test("a request that comes later belongs to nothing, and is refused", async () => {
  const handover = new Handover<number>();
  const late = handover.give(1, async () => {
    await pause();
    return handover.take();
  });
  await expect(late).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringMatching(/communication-call-automation made a request that belongs to no operation/),
  });
});

test("a second request of one method is refused", async () => {
  const handover = new Handover<number>();
  const twice = handover.give(1, async () => [handover.take(), handover.take()]);
  await expect(twice).rejects.toMatchObject({ code: "unsupported" });
});

test("a method that ends without a request is refused; its own error says more", async () => {
  const handover = new Handover<number>();
  await expect(handover.give(1, pause)).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringContaining("made no request"),
  });
  await expect(handover.give(1, () => Promise.reject(new Error("Invalid play source")))).rejects.toThrow(
    "Invalid play source",
  );
});

test("what a method left, returning or throwing, is not there for the next", async () => {
  const handover = new Handover<number>();
  await handover.give(1, pause).catch(() => {});
  const throwing = handover.give(2, () => {
    throw new Error("at once");
  });
  await expect(throwing).rejects.toThrow("at once");
  expect(() => handover.take()).toThrow(/belongs to no operation/);
});
