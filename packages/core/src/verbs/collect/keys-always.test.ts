import { expect, test } from "vitest";
import type { Adapter } from "../../adapter/adapter.js";
import { connectedOnA, twoInstances } from "../../testing/instances.fixture.js";
import { Loopback, loopbackAdapter } from "../../testing/loopback.fixture.js";
import { capabilitiesOf } from "../capabilities.js";

/** A provider that always reports keys. */
function always({ verbs, observations, ...adapter }: Adapter): Adapter {
  const { subscribeDtmf: _, ...fewer } = verbs;
  return { ...adapter, verbs: fewer, observations: { ...observations, keysAlways: true } };
}

const two = { kind: "dtmf", id: "tone:1", tone: "2", sequence: 1 } as const;

test("where keys are always reported, they are collected and iterated without a subscription", async () => {
  const { a, call, address, wire } = await connectedOnA({ adapted: always });
  const iterated = call.dtmf()[Symbol.asyncIterator]().next();
  const collecting = call.collectDtmf({ max: 1 });
  await collecting.accepted;
  await a.tell(address, two);
  expect(await collecting).toEqual({ tones: "2", endedBy: "max" });
  expect(await iterated).toEqual({ done: false, value: "2" });
  expect(wire.sent.map(({ verb }) => verb)).toEqual(["create"]);
});

test("a handler of keys gets them without a subscription", async () => {
  const { a, clock, wire } = twoInstances({ adapted: always });
  const pressed: string[] = [];
  a.calling.on("dtmf-received", ({ tone }) => void pressed.push(tone));
  await a.calling.create({ to: "+14255550123" });
  await a.tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected" }, two);
  await clock.advance(0);
  expect([pressed, wire.count("subscribeDtmf")]).toEqual([["2"], 0]);
});

test("a call that is not connected has no keys to collect, as on every provider", async () => {
  const { a } = twoInstances({ adapted: always });
  const call = await a.calling.create({ to: "+14255550123" });
  await expect(call.collectDtmf({ max: 1 })).rejects.toMatchObject({ code: "conflict", verb: "collectDtmf" });
});

test("a call whose media the bot handles itself has no keys to collect", async () => {
  const narrow = () => ({ subscribeDtmf: "the bot handles its media" });
  const { call } = await connectedOnA({ adapted: (adapter) => ({ ...always(adapter), narrow }) });
  await expect(call.collectDtmf({ max: 1 })).rejects.toMatchObject({ code: "unsupported", verb: "collectDtmf" });
  expect(call.capabilities.collectDtmf.support).toBe("unsupported");
});

test("the capabilities show that nothing is asked for, and that keys can be collected", () => {
  const { subscribeDtmf, collectDtmf, play } = capabilitiesOf(always(loopbackAdapter(new Loopback())));
  expect(subscribeDtmf).toEqual({ support: "emulated", reason: "keys are always reported" });
  expect([collectDtmf.support, play.support]).toEqual(["emulated", "native"]);
});
