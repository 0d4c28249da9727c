import { type Exchange, numbers, patienceMs } from "./exchange.fixture.js";
import type { Line, Name } from "./line.fixture.js";

/** Calls somebody into a call, which is one of several from then on. */
export function invite(exchange: Exchange, line: Line, name: Name, operation: string, ringMs = patienceMs): void {
  line.group = true;
  line.members.set(name, "rings");
  const stop = exchange.clock.setTimer(ringMs, () => fail(exchange, line, name, 408));
  line.invitations.set(name, { operation, stop });
}

/** The one who was called is in. */
export function arrive(exchange: Exchange, line: Line, name: Name): void {
  const operation = invited(line, name);
  line.members.set(name, "talks");
  reportAdded(exchange, line, operation, { outcome: "completed" }, name);
  exchange.reportRoster(line);
}

/** The one who was called does not come. */
export function fail(exchange: Exchange, line: Line, name: Name, code: number): void {
  const operation = invited(line, name);
  line.members.delete(name);
  reportAdded(exchange, line, operation, { outcome: "failed", code });
}

/** Stops the ringing. @returns false when it is too late. */
export function takeBack(exchange: Exchange, line: Line, operation: string): boolean {
  const [name] = [...line.invitations].find(([, invitation]) => invitation.operation === operation) ?? [];
  if (name === undefined) return false;
  invited(line, name);
  line.members.delete(name);
  reportAdded(exchange, line, operation, { outcome: "canceled" });
  return true;
}

/** Somebody comes over from another call of the bot. @returns false when they are not there. */
export function bringOver(exchange: Exchange, line: Line, from: Line | undefined, name: Name, operation: string) {
  if (from?.members.get(name) !== "talks") return false;
  from.members.delete(name);
  line.group = true;
  line.members.set(name, "talks");
  reportAdded(exchange, line, operation, { outcome: "completed" }, name);
  exchange.reportRoster(line);
  return true;
}

/** Somebody is put out of the call. */
export function putOut(exchange: Exchange, line: Line, name: Name, operation: string): void {
  line.members.delete(name);
  leave(line, name);
  if (exchange.traits.people === "reported")
    exchange.report(line, "done", { verb: "removeParticipant", operation, outcome: "completed", who: numbers[name] });
  exchange.reportRoster(line);
}

/** Somebody is on hold and hears what is played for that, or is not on hold any more. */
export function setOnHold(
  exchange: Exchange,
  line: Line,
  name: Name,
  order: { verb: string; operation: string },
): void {
  if (order.verb === "hold") line.held.add(name);
  else line.held.delete(name);
  if (exchange.traits.people === "shown") return exchange.reportRoster(line);
  exchange.report(line, "done", { ...order, outcome: "completed" });
}

/** Somebody is not heard any more, or again. */
export function silence(exchange: Exchange, line: Line, name: Name, silent: boolean): void {
  if (silent) line.silenced.add(name);
  else line.silenced.delete(name);
  exchange.reportRoster(line);
}

/** Nothing is kept of somebody who has left. */
export function leave(line: Line, name: Name): void {
  line.silenced.delete(name);
  line.held.delete(name);
}

function invited(line: Line, name: Name): string {
  const { operation = "", stop } = line.invitations.get(name) ?? {};
  stop?.();
  line.invitations.delete(name);
  return operation;
}

/** Who came is said where it reports everything. Elsewhere the roster shows it. */
function reportAdded(
  exchange: Exchange,
  line: Line,
  operation: string,
  end: { outcome: "completed" | "canceled" } | { outcome: "failed"; code: number },
  name?: Name,
): void {
  const who = name !== undefined && exchange.traits.people === "reported" ? { who: numbers[name] } : {};
  exchange.report(line, "done", { verb: "addParticipant", operation, ...end, ...who });
}
