import { expect, test } from "vitest";
import { settle } from "./settle.js";

test("waits for what is going on, and for what comes of it after a signature", async () => {
  const { subtle } = globalThis.crypto;
  let open = 1;
  let asked = false;
  const bot = async (): Promise<void> => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    open--;
    // Acknowledged; then, in its own time, it signs a request and sends it.
    await subtle.digest("SHA-256", new Uint8Array(100_000));
    open++;
    asked = true;
    await new Promise<void>((resolve) => setImmediate(resolve));
    open--;
  };
  void bot();
  await settle(() => open > 0);
  expect(asked).toBe(true);
  expect(open).toBe(0);
});

test("does not wait for ever for somebody who waits for the clock", async () => {
  await expect(settle(() => true)).resolves.toBeUndefined();
});
