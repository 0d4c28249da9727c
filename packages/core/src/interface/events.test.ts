import { expect, test } from "vitest";
import { connectedWorld } from "../testing/loopback.fixture.js";
import type { EventName } from "./events.js";

/** What somebody who writes without types may hand over. */
const misspelled: EventName = JSON.parse('"call-endet"');

test("an event that does not exist is refused, on the calls of all and on one", async () => {
  const { calling, call } = await connectedWorld();
  expect(() => calling.on(misspelled, () => {})).toThrow(
    'calling.on: there is no event "call-endet". Events are incoming,',
  );
  const incoming: "call-ended" = JSON.parse('"incoming"');
  expect(() => call.on(incoming, () => {})).toThrow(
    'call.on: there is no event "incoming". Events are call-connected,',
  );
});

test("every event that there is can be listened to", async () => {
  const { calling, call } = await connectedWorld();
  for (const name of ["incoming", "call-recovered", "unrecognized", "error", "*"] as const)
    calling.on(name, () => {})();
  for (const name of ["call-ended", "participants-changed", "*"] as const) call.on(name, () => {})();
});
