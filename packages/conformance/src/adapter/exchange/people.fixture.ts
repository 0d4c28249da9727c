import type { PersonUnderTest } from "../stage/adapter-under-test.js";
import { arrive, fail, leave } from "./conference.fixture.js";
import { botNumber, type Exchange, numbers } from "./exchange.fixture.js";
import type { Line, Name } from "./line.fixture.js";

/** A person on the exchange. */
export function personOn(exchange: Exchange, name: Name): Required<PersonUnderTest> {
  const mine = () => [...exchange.lines.values()].filter(({ members }) => members.has(name));
  const where = (state: "rings" | "talks"): Line => {
    const line = mine().findLast(({ members }) => members.get(name) === state);
    if (line) return line;
    throw new Error(`${name} has no call that ${state}`);
  };
  const refuse = (code: number) => {
    const line = where("rings");
    if (line.invitations.has(name)) return fail(exchange, line, name, code);
    line.members.delete(name);
    const { handover } = line;
    if (!handover && line.first && line.members.size > 0) return;
    if (!handover) return line.group ? undefined : exchange.end(line, code);
    line.handover = undefined;
    if (!exchange.reports(handover.verb)) return exchange.end(line, code);
    const { verb, operation, leg } = handover;
    exchange.reportLeg(line, leg, "ended", { code });
    const facts = { verb, operation, outcome: "failed", code };
    if (verb === "redirect") exchange.reportUndecided(line, "done", facts);
    else exchange.report(line, "done", facts);
  };
  const share = (change: string) => exchange.report(where("talks"), "sharing", { session: "s1", change });
  return {
    party: numbers[name],
    calls: () => mine().length,
    dial() {
      const line = exchange.open({ state: "offered", members: new Map([[name, "talks"]]) });
      exchange.reportUndecided(line, "incoming", { from: numbers[name], to: botNumber });
    },
    answer: () => pickUp(exchange, where("rings"), name),
    decline: () => refuse(603),
    busy: () => refuse(486),
    unreachable: () => refuse(480),
    ignore() {
      const line = where("rings");
      if (line.invitations.has(name)) return;
      if (!line.handover || !exchange.reports(line.handover.verb)) return exchange.giveUpLater(line);
      exchange.clock.setTimer(exchange.traits.transferRingsMs, () => refuse(408));
    },
    press(keys) {
      const line = where("talks");
      for (const tone of keys) exchange.pressKey(line, tone);
    },
    hangUp() {
      const line = where("talks");
      line.members.delete(name);
      leave(line, name);
      if (line.handover?.to === name) exchange.reportLeg(line, line.handover.leg, "ended", { code: 200 });
      if (line.state === "over") return;
      if (line.state === "released" && line.handover?.to === name) return exchange.giveBack(line);
      if (line.group && line.members.size > 0) return exchange.reportRoster(line);
      exchange.end(line, line.state === "offered" ? 487 : 200);
    },
    heard: () => exchange.heard[name],
    hearsBot: () => !where("talks").muted,
    isHeard: () => !where("talks").silenced.has(name) && !where("talks").held.has(name),
    startSharing: () => share("started"),
    stopSharing: () => share("ended"),
  };
}

function pickUp(exchange: Exchange, line: Line, name: Name): void {
  if (line.invitations.has(name)) return arrive(exchange, line, name);
  line.members.set(name, "talks");
  if (line.first) for (const [other, state] of line.members) if (state === "rings") line.members.delete(other);
  const { handover } = line;
  if (handover) {
    const { verb, operation, leg } = handover;
    exchange.reportLeg(line, leg, "connected");
    if (exchange.reports(verb)) exchange.report(line, "done", { verb, operation, outcome: "completed" });
    if (!exchange.traits.returnsCalls) return exchange.end(line, 302, true);
    line.state = "released";
    return;
  }
  if (line.state === "connected") exchange.reportRoster(line);
  else exchange.connect(line);
}
