import { expect, test } from "vitest";
import type { StreamMessage } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { aState } from "../testing/state.fixture.js";
import { followSim } from "./use-simulator.js";

/** A control plane whose stream is played by hand. */
function setUp() {
  const played = { send: (_: StreamMessage) => {}, restarts: 0, closed: 0 };
  const control: Pick<SimControl, "follow"> = {
    follow(onMessage) {
      played.send = onMessage;
      return { restart: () => void played.restarts++, close: () => void played.closed++ };
    },
  };
  return { played, follower: followSim(control, () => 0) };
}

test("a missing message makes it read everything again", () => {
  const { played, follower } = setUp();
  follower.subscribe(() => {});
  played.send({ type: "snapshot", state: aState({ seq: 1 }) });
  played.send({ type: "bots", seq: 2, at: 0, bots: [] });
  expect(played.restarts).toBe(0);
  played.send({ type: "bots", seq: 4, at: 0, bots: [] });
  expect(played.restarts).toBe(1);
});

test("listeners hear of every change, and the stream ends with the last of them", () => {
  const { played, follower } = setUp();
  let changes = 0;
  const leave = follower.subscribe(() => changes++);
  played.send({ type: "snapshot", state: aState() });
  expect(changes).toBe(1);
  expect(follower.current().view.state).toBeDefined();
  leave();
  expect(played.closed).toBe(1);
});
