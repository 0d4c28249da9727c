import { expect, test } from "vitest";
import { manualClock, realClock } from "../engine/clock.js";
import { createEngine } from "../engine/create-engine.js";
import { seededRandom } from "../engine/random.js";
import { watchHeard } from "./heard.js";

/** Anna calls ben, and the test decides how often the clock is looked at and whether anything is on its way. */
function stage(clock = manualClock()) {
  const engine = createEngine({
    clock,
    random: seededRandom(1),
    measurePrompt: () => ({ ok: true, durationMs: 1000 }),
  });
  const world = { inFlight: false, looks: [] as (() => void)[] };
  const heard = watchHeard(engine, clock, {
    inFlight: () => world.inFlight,
    every(_, look) {
      world.looks.push(look);
      return () => void world.looks.splice(world.looks.indexOf(look), 1);
    },
  });
  for (const [id, number] of [
    ["anna", "+14255550101"],
    ["ben", "+14255550102"],
  ] as const) {
    engine.population.addPerson({ id, party: { kind: "phone", number } });
  }
  engine.people.dial("anna", { kind: "phone", number: "+14255550102" });
  const look = (times: number): void => {
    for (let count = 0; count < times; count++) for (const one of [...world.looks]) one();
  };
  return { clock, engine, heard, world, look };
}

test("a wait that nothing can end fails with what was heard, while the clock stands still", async () => {
  const { heard, look, world } = stage();
  const failed = expect(heard.wait("anna", "Welcome")).rejects.toThrow(
    '"anna" did not hear Welcome while the clock stood still at 2026-01-01T00:00:00.000Z, but: ringback.',
  );
  look(40);
  await failed;
  expect(world.looks).toEqual([]);
});

test("a clock that moves, and a bot that is still at work, are waited for", async () => {
  const { heard, look, clock, world } = stage();
  let over = false;
  const waiting = heard.wait("anna", "Welcome").catch(() => {
    over = true;
  });
  look(39);
  await clock.advance(1);
  look(39);
  world.inFlight = true;
  look(100);
  world.inFlight = false;
  look(39);
  await Promise.resolve();
  expect(over).toBe(false);
  look(1);
  await waiting;
  expect(over).toBe(true);
});

test("a bot that never finishes is not waited for without end", async () => {
  const { heard, look, world } = stage();
  world.inFlight = true;
  const failed = expect(heard.wait("anna", { tones: "1" })).rejects.toThrow("did not hear the tones 1");
  look(200);
  await failed;
});

test("the machine's clock moves by itself and is not watched", () => {
  const engine = createEngine({
    clock: realClock(),
    random: seededRandom(1),
    measurePrompt: () => ({ ok: true, durationMs: 1000 }),
  });
  let looks = 0;
  const heard = watchHeard(engine, realClock(), { inFlight: () => false, every: () => () => void looks++ });
  void heard.wait("anna", "Welcome").catch(() => {});
  expect(looks).toBe(0);
});
