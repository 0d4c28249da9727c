import type { PersonUnderTest } from "@trunkline/conformance";
import type { Carrier } from "./carrier.fixture.js";
import type { Line } from "./line.fixture.js";

export const botNumber = "+14255550100";
/** How long a telephone rings, ms: for a call of the bot, and for one that is handed over. */
const ringsMs = 60_000;
const handoverRingsMs = 120_000;

/** A telephone on the carrier, with somebody at it who does what a test says. */
export function personOn(carrier: Carrier, party: `+${number}`) {
  const mine = () => [...carrier.lines.values()].filter(({ people }) => people.has(party));
  const where = (state: "rings" | "talks"): Line => {
    const line = mine().findLast(({ people }) => people.get(party) === state);
    if (line) return line;
    throw new Error(`${party} has no call that ${state}`);
  };
  const refuse = (cause: string, line = where("rings")) => {
    if (line.people.get(party) !== "rings") return;
    if (line.handover) return carrier.handoverFailed(line, cause);
    line.people.delete(party);
    if (line.people.size === 0) carrier.end(line, cause);
  };
  return {
    party,
    calls: () => mine().length,
    dial() {
      const line = carrier.open("offered", new Map([[party, "talks"]]));
      carrier.report(line, "call.incoming", { from: party, to: botNumber });
      return line;
    },
    answer() {
      const line = where("rings");
      line.people.set(party, "talks");
      if (line.handover) return carrier.handedOver(line, line.handover);
      for (const [other, state] of line.people) if (state === "rings") line.people.delete(other);
      carrier.connect(line);
    },
    decline: () => refuse("declined"),
    busy: () => refuse("busy"),
    ignore() {
      const line = where("rings");
      carrier.clock.setTimer(line.handover ? handoverRingsMs : ringsMs, () => refuse("no_answer", line));
    },
    press(keys: string) {
      for (const key of keys) carrier.pressKey(where("talks"), key);
    },
    hangUp() {
      const line = where("talks");
      line.people.delete(party);
      if (line.handover?.to === party) carrier.giveBack(line, line.handover);
      else carrier.end(line, "hung_up");
    },
    hearsBot: () => !where("talks").muted,
    heard: () => carrier.heard.get(party) ?? [],
  } satisfies PersonUnderTest;
}
