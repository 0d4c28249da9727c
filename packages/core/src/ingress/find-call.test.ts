import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { manualClock } from "../base/clock.js";
import { type Addressed, encodeRecord } from "../record/record-codec.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { authorityOver, findCall, namesAnotherCall, noteAccepted, recordReader } from "./find-call.js";

/** Calls belong to tenants here, and a header says for which one the sender speaks. */
function tenantAdapter(wire: Loopback): Adapter {
  const adapter = loopbackAdapter(wire);
  return {
    ...adapter,
    webhook: {
      ...adapter.webhook,
      verify: async ({ headers }) => ({ role: "callback", tenantId: headers.get("x-tenant") ?? "" }),
      refuseSender: ({ tenantId }, memo) => (tenantId === memo ? undefined : `${tenantId} does not speak for ${memo}`),
    },
  };
}

async function tenants(through?: (store: Store) => Store) {
  const wire = new Loopback();
  const said: string[] = [];
  const quiet = () => {};
  const warn = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { debug: quiet, info: quiet, error: quiet, warn };
  const there = world({ adapter: tenantAdapter(wire), logger, ...(through ? { through } : {}) });
  // Somebody has to listen, or the call is rejected.
  there.calling.on("incoming", () => new Promise(() => {}));
  const post = async (tenant: string, ...signals: readonly TestSignal[]) => {
    const body = JSON.stringify(
      signals.map((signal, index) => ({ id: `${tenant}:${index}`, providerCallId: "in-1", ...signal })),
    );
    const headers = { "x-loopback": "secret", "x-tenant": tenant };
    const { status } = await there.calling.handle(new Request(url, { method: "POST", headers, body }));
    await there.settle();
    return status;
  };
  const rings: TestSignal = {
    kind: "incoming",
    id: "incoming",
    from: { kind: "phone", number: "+14255550123" },
    to: { kind: "phone", number: "+14255550100" },
    memo: "ours",
  };
  return { ...there, wire, said, post, rings };
}

test("a sender who may not speak for a call is refused with the reason", async () => {
  const { post, rings, events, said } = await tenants();
  expect(await post("ours", rings)).toBe(202);
  expect(await post("theirs", { kind: "state", state: "disconnected", id: "ended" })).toBe(403);
  expect(events).toEqual(["incoming"]);
  expect(said.join()).toContain("theirs does not speak for ours");
});

test("who speaks of a call before it is on record is asked about once it is, and what was said is named in a warning", async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const late = (store: Store): Store => ({ ...store, claim: (...given) => opened.then(() => store.claim(...given)) });
  const { post, rings, events, settle, said } = await tenants(late);
  expect(await post("ours", rings)).toBe(202);
  expect(await post("theirs", { kind: "state", state: "disconnected", id: "ended" })).toBe(202);
  open();
  await settle();
  await settle();
  expect(events).toEqual(["incoming"]);
  expect(said.join()).toContain("theirs does not speak for ours");
});

test("a callback without events is refused too where its sender may not speak for the call of its address", async () => {
  const { calling, wire } = await tenants();
  await calling.create({ to: "+14255550123" });
  const address = wire.last("create").context.callbackUrl;
  const headers = { "x-loopback": "secret", "x-tenant": "theirs" };
  const { status } = await calling.handle(new Request(address, { method: "POST", headers, body: "[]" }));
  expect(status).toBe(403);
});

const member = { name: "west", adapter: loopbackAdapter(new Loopback()) };
const about = (call: Addressed["call"], more: object = {}): Addressed => ({
  ...{ kind: "unrecognized", id: "s", at: 0, call, type: "x", ...more },
});

/** What finding a call needs, over a real store. Ids count up. */
function finding() {
  const store = memoryStore({ clock: manualClock() });
  let ids = 0;
  const ports = { store, newId: () => `id${++ids}`, actors: { get: () => undefined } };
  return { ports, find: (signal: Addressed) => findCall(ports, member, signal) };
}

const incoming = about({ alias: "a" }, { kind: "incoming" });

test("a signal at a call's address is of that call", async () => {
  expect(await finding().find(about({ key: "k" }))).toEqual({ key: "k" });
});

test("an incoming call gets a key with the member's name, the same until its event is accepted, and then it is a repeat", async () => {
  const { ports, find } = finding();
  const name = "west/loopback/a";
  expect(await find(incoming)).toEqual({ key: "id1~west", name });
  expect(await find(incoming)).toEqual({ key: "id1~west", name });
  const other = about({ alias: "b" }, { kind: "incoming" });
  const first = await find(other);
  await noteAccepted(ports, name, "id1~west");
  expect(await find(incoming)).toEqual({ lost: "duplicate", of: "id1~west" });
  expect(await find(other)).toEqual(first);
});

test("other events find the call by its name, or belong to none", async () => {
  const { find } = finding();
  const state = about({ alias: "a" }, { kind: "state", state: "connected" });
  expect(await find(state)).toEqual({ lost: "unknown" });
  await find(incoming);
  expect(await find(state)).toEqual({ key: "id1~west" });
  expect(await find(about({ alias: "b" }, { kind: "state", state: "connected" }))).toEqual({ lost: "unknown" });
});

test("an event that nothing is known of has a key of its own, and leaves the name to a call", async () => {
  const { find } = finding();
  expect(await find(about({ alias: "a" }))).toEqual({ key: "id1~west", name: "uncorrelated west/loopback/a" });
  expect(await find(incoming)).toEqual({ key: "id2~west", name: "west/loopback/a" });
  expect(await find(about({ alias: "a" }))).toEqual({ key: "id2~west" });
});

test("names are remembered for 25 hours", async () => {
  const clock = manualClock();
  const store = memoryStore({ clock });
  const ports = { store, newId: () => String(clock.now()), actors: { get: () => undefined } };
  const first = await findCall(ports, member, incoming);
  await clock.advance(25 * 3_600_000 - 1);
  expect(await findCall(ports, member, incoming)).toEqual(first);
  await clock.advance(1);
  expect(await findCall(ports, member, incoming)).not.toEqual(first);
});

test("a record is read once for each request, and not from the store where this instance has the call", async () => {
  const { record } = turnOf();
  let reads = 0;
  const read = async () => {
    reads++;
    return encodeRecord(record);
  };
  const held = { record };
  const actors = { get: (key: string) => (key === "held" ? held : undefined) };
  const recordOf = recordReader({ store: { ...memoryStore(), read }, actors });
  expect([await recordOf("k"), await recordOf("k"), reads]).toEqual([record, record, 1]);
  expect([await recordOf("held"), reads]).toEqual([record, 1]);
  const none = recordReader({ store: memoryStore({ clock: manualClock() }), actors });
  expect(await none("k")).toBeUndefined();
});

test("who may speak of a call is for the adapter to say, once the call is on record", async () => {
  const { record } = turnOf({ memo: "ours" });
  const refuseSender = (_: unknown, memo: unknown) => (memo === "ours" ? undefined : "why");
  const over = (webhook: object, known: typeof record | undefined) =>
    authorityOver(webhook, { role: "callback" }, "k", async () => known);
  expect(await over({}, undefined)).toBe("granted");
  expect(await over({ refuseSender }, undefined)).toBe("later");
  expect(await over({ refuseSender }, record)).toBe("granted");
  expect(await over({ refuseSender }, { ...record, memo: "theirs" })).toEqual({ refused: "why" });
});

test("events name another call than that of their address by another id, in whichever spelling", async () => {
  const named = (known: string, ...ids: readonly (string | undefined)[]) =>
    namesAnotherCall(
      { callKey: "k" },
      ids.map((providerCallId) => about({ key: "k" }, { providerCallId })),
      async () => ({ ...turnOf().record, providerCallId: known }),
      member.adapter,
    );
  expect(await named("AB-12", "ab12", undefined, "AB-12")).toBe(false);
  expect(await named("AB-12", "ab13")).toBe(true);
  expect(await named("", "a", "A")).toBe(false);
  expect(await named("", "a", "b")).toBe(true);
  expect(await named("a")).toBe(false);
  const withLeg = [about({ key: "k" }, { providerCallId: "b", leg: "b" })];
  const elsewhere = [about({ alias: "x" }, { providerCallId: "b" })];
  const known = async () => ({ ...turnOf().record, providerCallId: "a" });
  expect(await namesAnotherCall({ callKey: "k" }, elsewhere, known, member.adapter)).toBe(false);
  expect(await namesAnotherCall({ callKey: "k" }, withLeg, known, member.adapter)).toBe(true);
  const legOnly = [about({ key: "k" }, { leg: "b" })];
  expect(await namesAnotherCall({ callKey: "k" }, legOnly, known, member.adapter)).toBe(true);
  expect(await namesAnotherCall({ callKey: "k" }, legOnly, async () => undefined, member.adapter)).toBe(false);
  const atKey = [about({ key: "k" }, { providerCallId: "b" })];
  expect(await namesAnotherCall({ callKey: undefined }, atKey, known, member.adapter)).toBe(false);
  expect(await namesAnotherCall({ callKey: "k" }, atKey, async () => undefined, member.adapter)).toBe(false);
});
