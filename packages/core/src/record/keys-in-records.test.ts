import { expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { readTone } from "../words/tone.js";

const pin = "73918462";

/** A call that one instance holds, and what the store keeps of it, as a text. */
async function onTheLine() {
  const world = await connectedOnA();
  const press = async (keys: string) => {
    for (const [index, tone] of [...keys].map(readTone).entries())
      await world.a.tell(world.address, {
        kind: "dtmf",
        id: `tone:${index + 1}`,
        sequence: index + 1,
        tone: tone ?? "!",
        raw: { tone },
      });
  };
  return { ...world, press, kept: async () => JSON.stringify(await world.store.read(world.call.id)) };
}

test("collected keys are kept until the bot has them, and no longer", {
  tags: "secrets/keys-kept",
}, async () => {
  const { call, press, kept } = await onTheLine();
  const collecting = call.collectDtmf({ stopOn: "#", max: 8 });
  await collecting.accepted;
  await press(pin.slice(0, 7));
  expect(await kept()).toContain(pin.slice(0, 7));
  await press(pin);
  expect((await collecting).tones).toBe(pin);
  expect(await kept()).not.toMatch(/73918|"tones":"[^"]/);
});

test("keys that were collected under a key are kept for when the bot asks again, and no longer than the call", {
  tags: "secrets/keys-kept",
}, async () => {
  const { b, call, address, press, kept } = await onTheLine();
  const collecting = call.collectDtmf({ key: "pin", max: 8 });
  await collecting.accepted;
  await press(pin);
  await collecting;
  expect(await kept()).toContain(pin);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  expect(await kept()).toContain("disconnected");
  expect(await kept()).not.toMatch(/7391/);
});

test("keys that were collected for another instance are kept until that instance has them", {
  tags: "secrets/keys-kept",
}, async () => {
  const { b, call, clock, press, kept } = await onTheLine();
  const collecting = (await b.calling.get(call.ref)).collectDtmf({ max: 8 });
  await clock.advance(0);
  b.cut(true);
  await press(pin);
  expect(await kept()).toContain(pin);
  b.cut(false);
  await clock.advance(1000);
  expect((await collecting).tones).toBe(pin);
  await clock.advance(0);
  expect(await kept()).not.toMatch(/7391/);
});

test("tones that were sent for another instance are kept until that instance knows", {
  tags: "secrets/keys-kept",
}, async () => {
  const { a, b, call, clock, wire, address, kept } = await onTheLine();
  const sending = (await b.calling.get(call.ref)).sendDtmf(pin);
  await clock.advance(0);
  const { operationId } = wire.last("sendDtmf").context;
  b.cut(true);
  await a.tell(address, { kind: "operation", verb: "sendDtmf", operationId, outcome: "completed" });
  expect(await kept()).toContain(pin);
  b.cut(false);
  await clock.advance(1000);
  expect((await sending).sent).toBe(pin);
  await clock.advance(0);
  expect(await kept()).not.toMatch(/7391/);
});

test("keys that were collected for another instance as the call ended are dropped once that instance has read them", async () => {
  const { b, call, clock, address, press, kept } = await onTheLine();
  const collecting = (await b.calling.get(call.ref)).collectDtmf({ max: 9 });
  await clock.advance(0);
  await press(pin);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  await clock.advance(200);
  expect(await collecting).toEqual({ tones: pin, endedBy: "call-ended" });
  await clock.advance(100);
  expect(await kept()).toContain("disconnected");
  expect(await kept()).not.toMatch(/7391/);
});
