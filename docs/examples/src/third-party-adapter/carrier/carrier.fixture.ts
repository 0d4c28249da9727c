import { type EventQueue, eventQueue } from "@trunkline/conformance/stand-in";
import type { Clock, JsonObject } from "@trunkline/core";
import { sign, signatureHeader } from "../webhook/signature.js";
import { type Handover, type Line, newLine } from "./line.fixture.js";

export const account = { account: "rl-1", apiKey: "the key", webhookSecret: "the secret of the webhook" };
export const webhookUrl = "https://bot.example.com/calls";

/** How long a prompt and a key take, ms. */
const [promptMs, keyMs] = [2_000, 100];

/** The invented carrier: calls, and the events that it sends to the account's webhook, one after the other. */
export class Carrier {
  readonly lines = new Map<string, Line>();
  readonly heard = new Map<string, string[]>();
  readonly clock: Clock;
  /** What happens when a telephone begins to ring. */
  onRing: (number: string) => void = () => {};
  readonly #queue: EventQueue;
  #events = 0;

  constructor(clock: Clock, deliver: (request: Request) => Promise<Response>) {
    this.clock = clock;
    this.#queue = eventQueue({ clock, deliver });
  }

  open(state: Line["state"], people: Line["people"]): Line {
    const line = newLine(`c-${this.lines.size + 1}`, state, people);
    this.lines.set(line.id, line);
    for (const [number, rings] of people) if (rings === "rings") this.onRing(number);
    return line;
  }

  isAlive(id: string): boolean {
    const line = this.lines.get(id);
    return line !== undefined && line.state !== "over";
  }

  report(line: Pick<Line, "id">, type: string, facts: JsonObject = {}, at = this.clock.now()): void {
    const event = { id: `ev-${++this.#events}`, type, call: line.id, at: new Date(at).toISOString(), ...facts };
    this.#queue.send(() => letter(JSON.stringify(event), this.clock.now()));
  }

  connect(line: Line): void {
    line.state = "up";
    this.report(line, "call.answered");
  }

  /** The bot's part of a call ends. With `handedOver` the others stay in it. */
  end(line: Line, cause: string, handedOver = false): void {
    if (line.state === "over") return;
    line.state = "over";
    line.playing?.cancel();
    if (!handedOver) line.people.clear();
    this.report(line, "call.ended", { cause });
  }

  /** Rings the target on a leg of its own. */
  handOver(line: Line, by: "redirect" | "transfer", to: string, command: string): string {
    const leg = `${line.id}-${command}`;
    line.people.set(to, "rings");
    this.onRing(to);
    line.handover = { to, by, command, leg };
    if (by === "transfer") this.report(line, "call.ringing", { leg });
    return leg;
  }

  /** The target of the handover does not take the call. */
  handoverFailed(line: Line, cause: string): void {
    const { handover } = line;
    if (!handover) return;
    line.handover = undefined;
    line.people.delete(handover.to);
    if (handover.by === "transfer") this.report(line, "call.ended", { leg: handover.leg, cause });
    this.commandEnded(line, handover.by, handover.command, "failed", { cause });
  }

  /** The target has answered, and the bot is out of the call. */
  handedOver(line: Line, { by, command, leg }: Handover): void {
    if (by === "transfer") this.report(line, "call.answered", { leg });
    this.commandEnded(line, by, command, "finished");
    line.state = "handed-over";
  }

  /** The target of the handover has hung up: the bot is on the line again. */
  giveBack(line: Line, { by, leg }: Handover): void {
    if (by === "transfer") this.report(line, "call.ended", { leg, cause: "hung_up" });
    line.handover = undefined;
    line.state = "up";
    this.report(line, "call.returned");
  }

  /** Joins the others of two calls; the bot is out of both. */
  bridge(line: Line, other: Line, command: string): void {
    this.commandEnded(line, "bridge", command, "finished");
    for (const one of [line, other]) this.end(one, "transferred", true);
  }

  play(line: Line, sound: string, loop: boolean, command: string): void {
    this.#hear(line, [sound]);
    const end = () => this.stop(line, "finished");
    line.playing = { command, cancel: loop ? () => {} : this.clock.setTimer(promptMs, end) };
  }

  stop(line: Line, outcome: "finished" | "stopped"): void {
    const { playing } = line;
    if (!playing) return;
    playing.cancel();
    line.playing = undefined;
    this.commandEnded(line, "play", playing.command, outcome);
  }

  /** @returns how long they take, ms. */
  sendKeys(line: Line, keys: string): number {
    this.#hear(line, [...keys]);
    return keyMs * keys.length;
  }

  /** A caller who waits for the bot presses keys in vain. */
  pressKey(line: Line, key: string): void {
    if (line.state === "offered") return;
    line.keyAt = Math.max(this.clock.now(), line.keyAt + 1);
    this.report(line, "key", { key }, line.keyAt);
  }

  commandEnded(line: Line, command: string, id: string, outcome: string, facts: JsonObject = {}): void {
    this.report(line, "command.ended", { command, command_id: id, outcome, ...facts });
  }

  #hear(line: Line, sounds: readonly string[]): void {
    for (const [person, state] of line.people)
      if (state === "talks") this.heard.set(person, [...(this.heard.get(person) ?? []), ...sounds]);
  }
}

/** A signed callback. */
export function letter(text: string, at: number, secret = account.webhookSecret): Request {
  const body = new TextEncoder().encode(text);
  const seconds = Math.floor(at / 1000);
  const { mac } = sign(secret, seconds * 1000, body);
  const headers = { "content-type": "application/json", [signatureHeader]: `t=${seconds},v1=${mac}` };
  return new Request(webhookUrl, { method: "POST", body, headers });
}
