import { startSimulator } from "@trunkline/simulator";
import { afterEach, expect, test } from "vitest";
import { cast } from "../config.js";
import { simulatedBackend } from "./backend.js";
import { Fleet } from "./fleet.js";

const simulator = await startSimulator();
const { cloud } = await simulatedBackend("graph", simulator, "http://127.0.0.1:1/calls/graph");
const settings = {
  clouds: [cloud],
  ...{ pin: cast.pin, number: cast.bot.number, person: cast.person.party, colleague: cast.colleague.party },
  ...{ door: { number: cast.door.party, code: cast.doorCode } },
};
const callback = { method: "POST", url: cloud.url, headers: [], body: "{}" } satisfies Parameters<Fleet["take"]>[1];

let fleet: Fleet;
let changed = () => {};
afterEach(() => fleet.close());

async function start(names: readonly string[], emptyMs: number): Promise<void> {
  fleet = await Fleet.start({ names, settings, emptyMs, onEvent: () => {}, onChange: () => changed() });
}

/** Waits until the instances are in these states. */
function areIn(...states: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    changed = () => {
      if (fleet.view.every(({ state }, index) => state === states[index])) resolve();
    };
    changed();
  });
}

test("a callback goes to a live instance, whichever has died", { timeout: 30_000 }, async () => {
  await start(["1", "2"], 60_000);
  expect(await fleet.kill("1")).toBe(true);
  expect(fleet.view).toEqual([
    { name: "1", state: "down" },
    { name: "2", state: "up" },
  ]);
  // Refused for lack of a token: an instance has handled it.
  const taken = await Promise.all([1, 2, 3].map(() => fleet.take("graph", callback)));
  expect(taken.map(({ status }) => status)).toEqual([401, 401, 401]);
});

test("a callback is handled by another instance when one dies with it", { timeout: 30_000 }, async () => {
  await start(["1", "2"], 60_000);
  const taken = [1, 2].map(() => fleet.take("graph", callback));
  await fleet.kill("1");
  expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([401, 401]);
});

test("without an instance the answer is 503, so that the sender tries again", { timeout: 30_000 }, async () => {
  await start(["1"], 60_000);
  await fleet.kill("1");
  expect(await fleet.take("graph", callback)).toMatchObject({ status: 503 });
});

test("an instance is killed only once, and an unknown one is not killed", {
  timeout: 30_000,
}, async () => {
  await start(["1"], 60_000);
  expect(await Promise.all([fleet.kill("1"), fleet.kill("1"), fleet.kill("9")])).toEqual([true, false, false]);
  expect(await fleet.kill("1")).toBe(false);
});

test("an instance that died is restarted, and can be killed again", { timeout: 30_000 }, async () => {
  await start(["1"], 0);
  const down = areIn("down");
  await fleet.kill("1");
  await down;
  await areIn("up");
  expect(await fleet.kill("1")).toBe(true);
});
