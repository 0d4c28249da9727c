import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld, Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { now, turnOf } from "../testing/turn.fixture.js";
import { onDtmf } from "./dtmf.js";
import type { Turn } from "./turn.js";
import { onUnnumberedWait } from "./unnumbered-tones.js";

const limits = { tonesLateByMs: 300 };
const adapter = loopbackAdapter(new Loopback(), limits);

/** A key without a number, pressed so many ms after the call began. */
const pressed = (tone: "1" | "2" | "3" | "4", at: number) =>
  ({ kind: "dtmf", id: `${tone} at ${at}`, at, tone }) as const;
const key = (...[tone, at]: Parameters<typeof pressed>) => ({ ...pressed(tone, at), call: { key: "k" } }) as const;

const delivered = ({ happenings }: Turn) => happenings.flatMap((event) => ("tone" in event ? [event.tone] : []));

/** The next turn of the same call, so many ms later. */
const later = ({ record }: Turn, ms: number) => turnOf(record, { adapter, now: now + ms });

test("tones that arrive backwards are delivered by their time, once the first has waited", () => {
  const turn = turnOf({}, { adapter });
  for (const tone of ["4", "3", "2", "1"] as const) onDtmf(turn, key(tone, Number(tone)));
  expect([delivered(turn), turn.timers]).toEqual([[], { "unnumbered-tones": 300 }]);
  const next = later(turn, 300);
  onUnnumberedWait(next);
  expect([delivered(next), next.record.unnumberedTones, next.timers]).toEqual([
    ["1", "2", "3", "4"],
    undefined,
    undefined,
  ]);
});

test("tones of the same time are delivered as they arrived", () => {
  const turn = turnOf({}, { adapter });
  for (const tone of ["3", "1", "2"] as const) onDtmf(turn, key(tone, tone === "2" ? 6 : 7));
  onUnnumberedWait(turn);
  expect(delivered(turn)).toEqual(["2", "3", "1"]);
});

test("each tone waits from its own arrival, and takes older ones along", () => {
  const first = turnOf({}, { adapter });
  onDtmf(first, key("2", 2));
  const second = later(first, 200);
  for (const each of [key("1", 1), key("3", 3)]) onDtmf(second, each);
  expect(second.timers).toBeUndefined();
  const third = later(second, 300);
  onUnnumberedWait(third);
  expect([delivered(third), third.timers]).toEqual([["1", "2"], { "unnumbered-tones": 200 }]);
});

test("a tone that is later than the provider says is delivered after the younger one", () => {
  const first = turnOf({}, { adapter });
  onDtmf(first, key("2", 2));
  onUnnumberedWait(first);
  onDtmf(first, key("1", 1));
  onUnnumberedWait(first);
  expect(delivered(first)).toEqual(["2", "1"]);
});

test("a clock that is behind does not keep tones waiting", () => {
  const turn = turnOf({}, { adapter });
  onDtmf(turn, key("1", 1));
  const behind = later(turn, -60_000);
  onUnnumberedWait(behind);
  expect([delivered(behind), behind.timers]).toEqual([["1"], undefined]);
});

test("1234 that arrives backwards is collected as 1234", async () => {
  const { call, clock, tell } = await connectedWorld({ limits });
  const collecting = call.collectDtmf({ max: 4 });
  await collecting.accepted;
  for (const tone of ["4", "3", "2", "1"] as const) {
    await tell(pressed(tone, Number(tone)));
    await clock.advance(50);
  }
  await clock.advance(100);
  expect(await collecting).toEqual({ tones: "1234", endedBy: "max" });
});

test("a key that was pressed in time counts, even if it waits when the time is up", async () => {
  const { call, clock, tell } = await connectedWorld({ limits });
  const collecting = call.collectDtmf({ max: 1, firstToneMs: 5000 });
  await collecting.accepted;
  await clock.advance(4900);
  await tell(pressed("1", 1));
  await clock.advance(1000);
  expect(await collecting).toEqual({ tones: "1", endedBy: "max" });
});

test("a key with a number counts as well, even if it waits for a missing one when the time is up", async () => {
  const { call, clock, tell } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 1, firstToneMs: 5000 });
  await collecting.accepted;
  await clock.advance(4900);
  await tell({ ...pressed("1", 1), sequence: 2 });
  await clock.advance(1000);
  expect(await collecting).toEqual({ tones: "1", endedBy: "max" });
});

test("no tone waits on a provider that does not say how late one may arrive", () => {
  const turn = turnOf();
  for (const tone of ["2", "1"] as const) onDtmf(turn, key(tone, Number(tone)));
  expect([delivered(turn), turn.timers, turn.record.unnumberedTones]).toEqual([["2", "1"], undefined, undefined]);
});

test("tones that wait when the call ends are delivered before its end", async () => {
  const { events, hangUpRemotely, tell } = await connectedWorld({ limits });
  await tell(pressed("2", 2), pressed("1", 1));
  expect(events.filter((event) => event.startsWith("dtmf"))).toEqual([]);
  await hangUpRemotely();
  expect(events.slice(-3)).toEqual(["dtmf-received:1", "dtmf-received:2", "call-ended:remote-hung-up"]);
});

test("tones that wait are delivered by the instance that takes the call over", async () => {
  const late = (other: Adapter): Adapter => ({ ...other, limits: { ...other.limits, ...limits } });
  const { a, address, clock, log } = await connectedOnA({ adapted: late });
  await a.tell(address, pressed("1", 1));
  a.cut(true);
  await clock.advance(60_000);
  expect(log.filter((line) => line.includes("dtmf"))).toEqual(["b:dtmf-received"]);
});
