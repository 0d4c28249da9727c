import type { Clock, JsonObject } from "@trunkline/core";
import type { ExchangeTraits } from "./exchange-traits.fixture.js";
import { Gathering, type GatherOrder } from "./gathering.fixture.js";
import { type Line, type Name, newLine } from "./line.fixture.js";
import { sign } from "./signature.fixture.js";

const url = "https://bot.example.com/calls";
export const botNumber = "+14255550100";
export const numbers = { ada: "+14255550101", bob: "+14255550102", cy: "+14255550103" } as const;
export const meetingKey = "the weekly";

const promptMs = 2000;
const toneMs = 100;
/** How long it lets a telephone ring, if nobody says otherwise. */
export const patienceMs = 60_000;
/** How long it waits for a decision in the response. */
const decisionMs = 10_000;

/** An invented telephone exchange, small enough to understand at a glance: calls, people, and callbacks in JSON. */
export class Exchange {
  readonly lines = new Map<string, Line>();
  readonly heard: Record<Name, string[]> = { ada: [], bob: [], cy: [] };
  readonly clock: Clock;
  readonly traits: ExchangeTraits;
  /** Takes the decision about a line that was in a response. */
  onDecision: (line: Line, response: string) => void = () => {};
  readonly #deliver: (request: Request) => Promise<Response>;
  #events = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, deliver: (request: Request) => Promise<Response>, traits: ExchangeTraits) {
    this.clock = clock;
    this.traits = traits;
    this.#deliver = deliver;
  }

  open(parts: Partial<Line>): Line {
    const line = newLine(`x-${this.lines.size + 1}`, { listening: this.traits.keysWhen === "always", ...parts });
    this.lines.set(line.id, line);
    return line;
  }

  /** Sends the bot a callback about a call, after all earlier ones. */
  report(line: Line, type: string, facts: JsonObject = {}): void {
    const body = JSON.stringify({ call: line.id, event: ++this.#events, type, ...facts });
    const to = (this.traits.reportsAt === "call" && line.callback) || url;
    this.#queue = this.#queue.then(async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await this.#deliver(signedCallback(to, body));
    });
  }

  /** Reports that a caller is to be decided about, and waits for the decision in the response, where it takes it there. Others do not wait for that. */
  reportUndecided(line: Line, type: string, facts: JsonObject): void {
    if (this.traits.decisions === "by request") return this.report(line, type, facts);
    const to = (this.traits.reportsAt === "call" && line.callback) || url;
    const body = JSON.stringify({ call: line.id, event: ++this.#events, type, ...facts });
    this.#queue = this.#queue.then(async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      let waits = true;
      const decided = (response: string) => {
        if (waits) this.onDecision(line, response);
        waits = false;
        stop();
      };
      const otherwise = this.traits.decisions === "either way" ? '{"verb":"wait"}' : '{"verb":"busy"}';
      const stop = this.clock.setTimer(decisionMs, () => decided(otherwise));
      this.#deliver(signedCallback(to, body)).then(async (response) => decided(await response.text()));
    });
  }

  /** Dials on a further leg. @returns its id. */
  dial(line: Line): string {
    const leg = `${line.id}-leg-${++line.legs}`;
    this.reportLeg(line, leg, "ringing");
    return leg;
  }

  /** Tells the bot of another leg than the call's own, where the exchange does. */
  reportLeg(line: Line, leg: string | undefined, type: string, facts: JsonObject = {}): void {
    if (this.traits.reportsLegs && leg !== undefined) this.report(line, type, { ...facts, leg });
  }

  /** The target of a handover has hung up: the call is the bot's again. */
  giveBack(line: Line): void {
    line.state = "connected";
    line.handover = undefined;
    this.report(line, "returned");
  }

  connect(line: Line): void {
    line.state = "connected";
    this.report(line, "connected");
    this.reportRoster(line);
  }

  reportRoster(line: Line): void {
    const people = [...line.members].filter(([, state]) => state === "talks").map(([name]) => numbers[name]);
    const muted = [...line.silenced].map((name) => numbers[name]);
    const held = this.traits.people === "shown" ? { held: [...line.held].map((name) => numbers[name]) } : {};
    this.report(line, "roster", { people, muted, ...held, n: ++line.rosters });
  }

  /** Only the roster of a meeting shows the bot, which is alone there. */
  mute(line: Line, muted: boolean): void {
    line.muted = muted;
    if (line.members.size > 0) return;
    this.report(line, "roster", { people: [botNumber], muted: muted ? [botNumber] : [], n: ++line.rosters });
  }

  /** The bot's part of a call ends. With `handedOver` the others stay in it. */
  end(line: Line, code: number, handedOver = false): void {
    if (line.state === "over") return;
    for (const stop of line.playing.values()) stop();
    line.gathering?.end("left");
    for (const [name, { stop }] of line.invitations) {
      stop();
      line.members.delete(name);
    }
    line.invitations.clear();
    line.state = "over";
    if (!handedOver) line.members.clear();
    this.report(line, "ended", { code });
  }

  /** @returns how long it takes, ms, where its end is not reported. */
  play(line: Line, operation: string, urls: readonly string[], loop: boolean): number | undefined {
    this.hear(line, urls);
    const takesMs = loop ? Number.POSITIVE_INFINITY : promptMs * urls.length;
    const over = () => {
      line.playing.delete(operation);
      this.reportMedia(line, "play", operation, "completed");
    };
    line.playing.set(operation, loop ? () => {} : this.clock.setTimer(takesMs, over));
    return this.traits.reportsMedia ? undefined : takesMs;
  }

  /** @returns how long it takes, ms, where its end is not reported. */
  sendTones(line: Line, operation: string, tones: readonly string[]): number | undefined {
    this.hear(line, tones);
    this.reportMedia(line, "sendDtmf", operation, "completed");
    return this.traits.reportsMedia ? undefined : toneMs * tones.length;
  }

  /** Plays the prompts and gathers keys. */
  gather(line: Line, operation: string, urls: readonly string[], order: GatherOrder): void {
    this.hear(line, urls);
    const asked = { operation, order, playsMs: promptMs * urls.length };
    line.gathering = new Gathering(this.clock, asked, (keys, why) => {
      line.gathering = undefined;
      this.report(line, "gathered", { operation, keys, why });
    });
  }

  /** A key is pressed. No two at the same time: each takes a millisecond at the least. */
  pressKey(line: Line, tone: string): void {
    if (line.gathering) return line.gathering.press(tone);
    if (!line.listening) return;
    line.pressedAt = Math.max(this.clock.now(), line.pressedAt + 1);
    const order = this.traits.keysHave === "numbers" ? { n: ++line.tones } : { at: line.pressedAt };
    this.report(line, "tone", { tone, ...order });
  }

  reportMedia(line: Line, verb: string, operation: string, outcome: string): void {
    if (this.traits.reportsMedia) this.report(line, "done", { verb, operation, outcome });
  }

  stopMedia(line: Line): void {
    for (const [operation, stop] of line.playing) {
      stop();
      line.playing.delete(operation);
      this.reportMedia(line, "play", operation, "canceled");
    }
  }

  hear(line: Line, sounds: readonly string[]): void {
    for (const [name, state] of line.members)
      if (state === "talks" && !line.held.has(name)) this.heard[name].push(...sounds);
  }

  /** Whether it reports what becomes of a handover, and the bot has the other side again if it fails. Else the call ends with it. */
  reports(verb: "redirect" | "transfer"): boolean {
    return verb === "transfer" || this.traits.givesBack;
  }

  /** The call ends unanswered after a while. */
  giveUpLater(line: Line): void {
    this.clock.setTimer(patienceMs, () => this.end(line, 408));
  }
}

/** A signed callback. */
export function signedCallback(to: string, body: string, signature = sign(to, body)): Request {
  return new Request(to, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "x-exchange-signature": signature },
  });
}
