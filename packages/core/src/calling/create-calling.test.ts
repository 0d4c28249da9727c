import { expect, test } from "vitest";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { createCalling } from "./create-calling.js";

const adapter = () => loopbackAdapter(new Loopback());

test("an invalid address and a secret that is too short are refused at the start", () => {
  expect(() => createCalling({ adapter: adapter(), url: "bot.example/calls" })).toThrow("is not a URL");
  expect(() => createCalling({ adapter: adapter(), url, secret: "short" })).toThrow("fewer than 32 characters");
});

test("invalid times and sizes are refused at the start", () => {
  for (const wrong of [
    { leaseMs: 0 },
    { keepEndedMs: Number.NaN },
    { reconcileEveryMs: 2 ** 31 },
    { maxBodyBytes: -1 },
  ])
    expect(() => createCalling({ adapter: adapter(), url, ...wrong })).toThrow(
      expect.objectContaining({ code: "invalid-request", message: expect.stringContaining(Object.keys(wrong).join()) }),
    );
});

test("a store that does not say that it stays in the process needs a secret, and gets nothing that it can read", {
  tags: "secrets/sealed-store",
}, async () => {
  const memory = memoryStore();
  const kept: string[] = [];
  const { inProcess: _, ...rest } = memory;
  const outside: Store = {
    ...rest,
    commit: (lease, change, leaseMs) => {
      kept.push(JSON.stringify(change));
      return memory.commit(lease, change, leaseMs);
    },
  };
  expect(() => createCalling({ adapter: adapter(), url, store: outside })).toThrow("secret is missing");
  const calling = createCalling({
    adapter: adapter(),
    url,
    store: outside,
    secret: "a secret of thirty-two characters",
    logger: false,
  });
  const call = await calling.create({ to: "+14255550123", data: { pin: "1234" } });
  expect(await call.data.get()).toEqual({ pin: "1234" });
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.join("")).not.toMatch(/4255550123|1234|loopback/);
  await calling.close({ drainMs: 0 });
});
