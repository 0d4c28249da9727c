import type { PersonUnderTest } from "../stage/adapter-under-test.js";
import { botNumber, type Exchange, numbers } from "./exchange.fixture.js";
import type { Line, Name } from "./line.fixture.js";

/** What somebody on the exchange can do. */
export function personOn(exchange: Exchange, name: Name): Required<PersonUnderTest> {
  const mine = () => [...exchange.lines.values()].filter(({ members }) => members.has(name));
  const where = (state: "rings" | "talks"): Line => {
    const line = mine().findLast(({ members }) => members.get(name) === state);
    if (line) return line;
    throw new Error(`${name} has no call that ${state}`);
  };
  const refuse = (code: number) => {
    const line = where("rings");
    line.members.delete(name);
    const { handing } = line;
    if (!handing) return line.group ? undefined : exchange.end(line, code);
    line.handing = undefined;
    if (handing.transfer === undefined) return exchange.end(line, code);
    exchange.tell(line, "done", { verb: "transfer", operation: handing.transfer, outcome: "failed", code });
  };
  const share = (change: string) => exchange.tell(where("talks"), "sharing", { session: "s1", change });
  return {
    party: numbers[name],
    calls: () => mine().length,
    dial() {
      const line = exchange.open({ state: "offered", members: new Map([[name, "talks"]]) });
      exchange.tell(line, "incoming", { from: numbers[name], to: botNumber });
    },
    answer: () => pickUp(exchange, where("rings"), name),
    decline: () => refuse(603),
    busy: () => refuse(486),
    ignore: () => exchange.giveUpLater(where("rings")),
    press(keys) {
      const line = where("talks");
      if (line.listening) for (const tone of keys) exchange.tell(line, "tone", { tone, n: ++line.tones });
    },
    hangUp() {
      const line = where("talks");
      line.members.delete(name);
      if (line.state === "over") return;
      if (line.group && line.members.size > 0) return exchange.tellRoster(line);
      exchange.end(line, line.state === "offered" ? 487 : 200);
    },
    heard: () => exchange.heard[name],
    startSharing: () => share("started"),
    stopSharing: () => share("ended"),
  };
}

function pickUp(exchange: Exchange, line: Line, name: Name): void {
  line.members.set(name, "talks");
  const { handing } = line;
  if (handing) {
    if (handing.transfer !== undefined)
      exchange.tell(line, "done", { verb: "transfer", operation: handing.transfer, outcome: "completed" });
    return exchange.end(line, 302, true);
  }
  if (line.state === "connected") exchange.tellRoster(line);
  else exchange.connect(line);
}
