import { expect, test } from "vitest";
import { failover, route } from "../adapter/composite.js";
import { manualClock } from "../base/clock.js";
import { Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";
import { createCalling } from "./create-calling.js";

const to = "+14255550123";

function twoClouds() {
  const wires = { east: new Loopback(), west: new Loopback() };
  const members = { east: loopbackAdapter(wires.east), west: loopbackAdapter(wires.west) };
  return { wires, members, clock: manualClock() };
}

test("a new call goes to the first member, and its ref and address say which one has it", async () => {
  const { wires, members, clock } = twoClouds();
  const calling = createCalling({ adapter: failover(members), url, clock, logger: false });
  const call = await calling.create({ to });
  expect([wires.east.count("create"), wires.west.count("create")]).toEqual([1, 0]);
  expect(call.ref).toMatch(/^loopback:.*~east$/);
  expect(wires.east.last("create").context.callbackUrl).toContain("~east.");
  await calling.close({ drainMs: 0 });
});

test("a member that is down gives the call to the next, and one that may have dialed does not", async () => {
  const { wires, members, clock } = twoClouds();
  const calling = createCalling({ adapter: failover(members), url, clock, logger: false });
  for (let attempt = 0; attempt < 4; attempt++) {
    wires.east.next("create", () => {
      throw new CallingError("unavailable", "refused", { retryable: true });
    });
  }
  const creating = calling.create({ to });
  await clock.advance(10_000);
  expect((await creating).ref).toMatch(/~west$/);
  wires.east.next("create", () => {
    throw new CallingError("timeout", "lost");
  });
  await expect(calling.create({ to })).rejects.toMatchObject({ code: "outcome-unknown" });
  expect(wires.west.count("create")).toBe(1);
});

test("an incoming call is answered by the member at which it arrived", async () => {
  const { wires, members, clock } = twoClouds();
  const calling = createCalling({
    adapter: route({ ...members, north: loopbackAdapter(new Loopback()) }, () => "west"),
    url,
    clock,
  });
  calling.on("incoming", (incoming) => incoming.answer());
  const signal = { kind: "incoming", id: "incoming", providerCallId: "p", from: phone(to), to: phone("+14255550100") };
  await calling.handle(
    new Request(url, { method: "POST", headers: { "x-loopback": "secret" }, body: JSON.stringify([signal]) }),
  );
  await clock.advance(0);
  expect(wires.east.count("answer")).toBe(1);
  await calling.create({ to });
  expect(wires.west.count("create")).toBe(1);
  await calling.close({ drainMs: 0 });
});

test("a composite has the capabilities that all its members have", async () => {
  const { members } = twoClouds();
  const { join: _, ...rest } = members.west.verbs;
  const { transfer: __, ...fewer } = rest;
  const calling = createCalling({ adapter: failover({ ...members, west: { ...members.west, verbs: fewer } }), url });
  expect(calling.capabilities.transfer).toMatchObject({ support: "unsupported" });
  expect(calling.capabilities.play).toMatchObject({ support: "native" });
  expect(calling.capabilities.observations.ringing).toBe(false);
  await calling.close({ drainMs: 0 });
});

test("a member's name that could not stand in an address is refused", () => {
  const { members } = twoClouds();
  expect(() => createCalling({ adapter: failover({ "east coast": members.east }), url })).toThrow(
    '"east coast" is no name',
  );
});
