import type { PersonUnderTest } from "@trunkline/conformance";
import { botNumber, type Carrier, type Line } from "./carrier.fixture.js";

/** How long a telephone rings, ms. */
const ringsMs = 60_000;

/** Somebody with a telephone, who does what a test says. */
export function personOn(carrier: Carrier, party: `+${number}`) {
  const mine = () => [...carrier.lines.values()].filter(({ person, state }) => person === party && state !== "over");
  const current = (): Line => {
    const line = mine().at(-1);
    if (line) return line;
    throw new Error(`${party} has no call`);
  };
  return {
    party,
    calls: () => mine().length,
    dial: () => carrier.report(carrier.open(party, "offered"), "incoming", { from: party, to: botNumber }),
    answer: () => carrier.connect(current()),
    decline: () => carrier.end(current(), "declined"),
    busy: () => carrier.end(current(), "busy"),
    ignore() {
      const line = current();
      carrier.clock.setTimer(ringsMs, () => {
        if (line.state === "ringing") carrier.end(line, "no_answer");
      });
    },
    hangUp: () => carrier.end(current(), "hung_up"),
  } satisfies PersonUnderTest;
}
