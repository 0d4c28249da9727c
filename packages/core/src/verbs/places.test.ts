import { expect, test } from "vitest";
import type { Limits } from "../adapter/capabilities.js";
import { connectedWorld, world } from "../testing/loopback.fixture.js";
import { readCreate } from "./create.js";

const to = ["+14255550123", "+14255550142"] as const;

async function bot(limits: Limits) {
  const there = world({ limits });
  return { ...there, [Symbol.asyncDispose]: () => there.calling.close({ drainMs: 0 }) };
}

test("several ring until the first answers where the provider has that: it is no group call", async () => {
  await using there = await bot({ ringFirstTargets: 2, groupTargets: { min: 3, max: 5 } });
  await there.calling.create({ to, ring: "first" });
  expect(there.wire.last("create").input).toMatchObject({ to: [{ number: to[0] }, { number: to[1] }], ring: "first" });
  expect(readCreate({ to, ring: "first" }).parties.group).toBe(false);
  expect(there.calling.capabilities.create.limits).toMatchObject({ ringFirst: 2 });
});

test("one that rings alone is called as ever, and several are a group call unless asked otherwise", async () => {
  await using there = await bot({ ringFirstTargets: 2 });
  await there.calling.create({ to: to[0], ring: "first" });
  expect(there.wire.last("create").input).not.toHaveProperty("ring");
  await there.calling.create({ to, ring: "all" });
  expect(there.wire.last("create").input).not.toHaveProperty("ring");
  expect(readCreate({ to, ring: "all" }).parties.group).toBe(true);
});

test.each<[string, Limits, object, RegExp, object]>([
  [
    ...(["where the provider cannot", {}, { ring: "first" }] as const),
    /loopback cannot ring several until the first.*ring: "all"/,
    { code: "unsupported", verb: "create", provider: "loopback" },
  ],
  [
    ...(["more than the provider takes", { ringFirstTargets: 1 }, { ring: "first" }] as const),
    /2 parties; loopback rings up to 1/,
    { code: "invalid-request", verb: "create", provider: "loopback", hint: "Call fewer." },
  ],
  [
    ...(["in a way that there is not", { ringFirstTargets: 2 }, { ring: "last" }] as const),
    /ring is "last".*"all".*"first"/,
    { code: "invalid-request", verb: "create" },
  ],
])(
  "several ring until the first answers: refused before any request %s",
  async (_, limits, options, message, about) => {
    await using there = await bot(limits);
    await expect(there.calling.create({ to, ...options })).rejects.toThrow(message);
    await expect(there.calling.create({ to, ...options })).rejects.toMatchObject(about);
    expect(there.wire.sent).toEqual([]);
  },
);

test("the others of two calls are joined without a target where the provider has that", async () => {
  const { call, calling, wire } = await connectedWorld({ limits: { bridges: true } });
  const operation = call.transfer({ replaces: { providerCallId: "other" } });
  await operation.accepted;
  expect(wire.last("transfer").input).toEqual({ replaces: { providerCallId: "other" } });
  expect(calling.capabilities.transfer.limits).toEqual({ bridges: true });
  operation.catch(() => {});
  await calling.close({ drainMs: 0 });
});

test("elsewhere that is refused before any request, and so is a call that has no id yet", async () => {
  const { call, calling, wire } = await connectedWorld();
  await expect(call.transfer({ replaces: { providerCallId: "other" } })).rejects.toMatchObject({
    ...{ code: "unsupported", verb: "transfer", provider: "loopback" },
    hint: expect.stringContaining("call.transfer(to, { replaces })"),
  });
  await expect(call.transfer({ replaces: { providerCallId: undefined } })).rejects.toMatchObject({ code: "conflict" });
  expect(wire.count("transfer")).toBe(0);
  await calling.close({ drainMs: 0 });
});

test.each([
  [{ kind: "provider", provider: "loopback", target: { queue: 7 } }, "loopback cannot join a target of loopback"],
  [{ kind: "provider", provider: "another", target: { queue: 7 } }, "loopback cannot join a target of another"],
  [{ kind: "provider", provider: "", target: null }, "a provider has no provider"],
] as const)("%j is refused where the provider has no such targets", async (target, message) => {
  const there = world();
  const { adapter } = there.calling;
  Object.assign(adapter.verbs, { join: { run: async () => ({ providerCallId: "p" }) } });
  await expect(there.calling.join(target)).rejects.toThrow(message);
  await expect(there.calling.join(target)).rejects.toMatchObject(
    target.provider === "" ? { code: "invalid-request" } : { code: "unsupported", verb: "join", provider: "loopback" },
  );
  await there.calling.close({ drainMs: 0 });
});

test("a target of the provider's own goes to its adapter as it is", async () => {
  const there = world();
  const joined: unknown[] = [];
  const run = async (input: unknown) => {
    joined.push(input);
    return { providerCallId: "p" };
  };
  Object.assign(there.calling.adapter.verbs, { join: { kinds: ["provider"], run } });
  const target = { kind: "provider", provider: "loopback", target: { queue: 7 } } as const;
  const call = await there.calling.join(target);
  expect(joined).toEqual([{ target }]);
  expect(call.to).toEqual({ kind: "unknown", rawId: "loopback" });
  await there.calling.close({ drainMs: 0 });
});
