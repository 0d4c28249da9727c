import { manualClock, startSimulator } from "@trunkline/simulator";
import { expect, test } from "vitest";
import { Stays } from "./stays.js";

test("who was connected with whom is known with its times, from the moment of watching", async () => {
  const clock = manualClock(1_000_000);
  await using simulator = await startSimulator({ clock, people: [{ id: "ada", party: "+14255550123" }] });
  const bob = simulator.addPerson({ id: "bob", party: "+14255550142", reaction: { kind: "answer", afterMs: 200 } });
  simulator.person("ada").dial("+14255550142");
  await simulator.advance(1000);
  bob.hangUp();

  const stays = new Stays(simulator);
  const { id: call } = simulator.person("ada").dial("+14255550142");
  await simulator.advance(1000);
  const from = clock.now() - 800;
  expect(stays.all).toEqual([{ call, who: ["ada", "bob"], from, until: from + 800 }]);
  await simulator.advance(500);
  bob.hangUp();
  await simulator.advance(500);
  expect(stays.all).toEqual([{ call, who: ["ada", "bob"], from, until: from + 1300 }]);
});
