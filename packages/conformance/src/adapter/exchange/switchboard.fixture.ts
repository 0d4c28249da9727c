import { z } from "zod";
import type { RequestFault } from "../stage/adapter-under-test.js";
import { bringOver, invite, putOut, setOnHold, silence, takeBack } from "./conference.fixture.js";
import { type Exchange, meetingKey, numbers } from "./exchange.fixture.js";
import type { GatherOrder } from "./gathering.fixture.js";
import type { Line, Name } from "./line.fixture.js";

/** A request from the bot, with the bot's operation id. */
export interface Order {
  readonly verb: string;
  readonly operation: string;
  readonly call?: string;
  readonly callback?: string;
  readonly to?: readonly string[];
  /** Of several in `to`, the first who answers has the call. */
  readonly first?: boolean;
  /** The call with whose other side this one's is joined. */
  readonly joins?: string;
  /** The call from which those in `to` come over. */
  readonly from?: string;
  /** How long those in `to` may ring. */
  readonly ringMs?: number;
  /** The operation that called somebody who is not to be called any more. */
  readonly takesBack?: string;
  readonly everyone?: boolean;
  readonly tones?: readonly string[];
  readonly urls?: readonly string[];
  readonly loop?: boolean;
  readonly gather?: GatherOrder;
  /** The gathering that is to be stopped, instead of what plays. */
  readonly gathering?: string;
}

/** What it reads in a response. */
const decision = z.preprocess(
  read,
  z.object({
    verb: z.enum(["answer", "reject", "redirect", "busy", "wait"]),
    operation: z.string().optional(),
    callback: z.string().optional(),
    to: z.array(z.string()).optional(),
  }),
);

function read(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** The answer of the exchange. */
export interface Answer {
  readonly call?: string;
  readonly state?: Line["state"];
  /** How long it takes, ms, where its end is not reported. */
  readonly takesMs?: number | undefined;
}

/** Thrown when the exchange refuses a request, or a gateway in its place. */
export class ExchangeRefusal extends Error {
  readonly status: number;
  /** It is a page of HTML, and says nothing of the call. */
  readonly byGateway: boolean;

  constructor(status: number, byGateway = false) {
    super(`the ${byGateway ? "gateway" : "exchange"} answered ${status}`);
    this.status = status;
    this.byGateway = byGateway;
  }
}

/** Handles the bot's requests. A repeated operation id that it remembers gets the first answer and has no second effect. */
export class Switchboard {
  readonly #exchange: Exchange;
  readonly #done = new Map<string, { readonly at: number; readonly answer: Answer }>();
  requests = 0;
  fault: RequestFault | 404 | 502 | undefined;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    exchange.onDecision = (line, response) => this.#decided(line, response);
  }

  async take(order: Order): Promise<Answer> {
    this.requests++;
    await new Promise<void>((resolve) => setImmediate(resolve));
    const { fault } = this;
    this.fault = undefined;
    if (fault === "throttled") throw new ExchangeRefusal(429);
    if (fault === "forbidden") throw new ExchangeRefusal(403);
    if (fault === 404 || fault === 502) throw new ExchangeRefusal(fault, true);
    const answer = this.#remembered(order) ?? this.#carryOut(order);
    if (fault === "lost") throw new Error("the connection broke");
    return answer;
  }

  /** Carries out a decision that was in a response. One about a caller who is gone, or decided about, has no effect. */
  #decided(line: Line, response: string): void {
    const { data } = decision.safeParse(response === "" ? '{"verb":"wait"}' : response);
    if (line.state !== "offered" || data?.verb === "wait") return;
    if (!data || data.verb === "busy") return this.#exchange.end(line, 486);
    const { callback, to = [], operation = "" } = data;
    const order = { verb: data.verb, operation, call: line.id, to, ...(callback === undefined ? {} : { callback }) };
    if (!this.#remembered(order)) this.#carryOut(order);
  }

  #remembered({ operation }: Order): Answer | undefined {
    const { remembersMs = Number.POSITIVE_INFINITY } = this.#exchange.traits;
    const done = this.#done.get(operation);
    return done && this.#exchange.clock.now() - done.at < remembersMs ? done.answer : undefined;
  }

  #carryOut(order: Order): Answer {
    const answer = this.#effectOf(order);
    this.#done.set(order.operation, { at: this.#exchange.clock.now(), answer });
    return answer;
  }

  #effectOf(order: Order): Answer {
    const exchange = this.#exchange;
    if (order.verb === "create") return this.#call(order);
    if (order.verb === "join") return this.#join(order);
    const line = exchange.lines.get(order.call ?? "");
    if (!line || line.state === "over") throw new ExchangeRefusal(404);
    if (order.callback !== undefined) line.callback = order.callback;
    if (order.joins !== undefined) this.#bridge(line, order.joins, order.operation);
    const { operation, to = [], tones = [], urls = [], loop = false } = order;
    switch (order.verb) {
      case "answer":
        exchange.connect(line);
        break;
      case "reject":
        exchange.end(line, 603);
        break;
      case "redirect":
      case "transfer":
        for (const name of namesOf(to)) {
          line.members.set(name, "rings");
          const leg = order.verb === "transfer" ? exchange.dial(line) : undefined;
          line.handover = { to: name, verb: order.verb, operation, leg };
        }
        break;
      case "hangUp":
        exchange.end(line, 200, line.group && order.everyone === false && talking(line) > 1);
        break;
      case "sendDtmf":
        return { call: line.id, takesMs: exchange.sendTones(line, operation, tones) };
      case "subscribeDtmf":
        line.listening = true;
        break;
      case "play":
        if (urls.length > exchange.traits.promptsAtOnce) throw new ExchangeRefusal(400);
        if (!exchange.traits.reportsMedia && line.playing.size > 0) throw new ExchangeRefusal(409);
        return { call: line.id, takesMs: exchange.play(line, operation, urls, loop) };
      case "collectDtmf":
        if (order.gather) exchange.gather(line, operation, urls, order.gather);
        break;
      case "cancelMedia":
        if (order.gathering === undefined) exchange.stopMedia(line);
        else if (order.gathering === line.gathering?.operation) line.gathering.end("stopped");
        break;
      case "addParticipant":
        for (const name of namesOf(to)) this.#add(line, name, order);
        break;
      case "cancelAddParticipant":
        if (!takeBack(exchange, line, order.takesBack ?? "")) throw new ExchangeRefusal(409);
        break;
      case "removeParticipant":
      case "mute":
      case "unmute":
      case "hold":
      case "unhold":
        for (const name of namesOf(to)) this.#change(line, name, order);
        break;
      case "muteSelf":
      case "unmuteSelf":
        exchange.mute(line, order.verb === "muteSelf");
        break;
    }
    if (order.verb === "inspect" && this.#exchange.traits.shows === "existence") return { call: line.id };
    return { call: line.id, state: line.state };
  }

  #add(line: Line, name: Name, { operation, from, ringMs }: Order): void {
    const exchange = this.#exchange;
    if (line.members.has(name)) throw new ExchangeRefusal(409);
    if (from === undefined) return invite(exchange, line, name, operation, ringMs);
    if (!bringOver(exchange, line, exchange.lines.get(from), name, operation)) throw new ExchangeRefusal(404);
  }

  #change(line: Line, name: Name, { verb, operation, urls = [] }: Order): void {
    const exchange = this.#exchange;
    if (line.members.get(name) !== "talks") throw new ExchangeRefusal(409);
    if (verb === "removeParticipant") return putOut(exchange, line, name, operation);
    if (verb === "mute" || verb === "unmute") return silence(exchange, line, name, verb === "mute");
    const full = exchange.traits.people === "reported" && line.held.size > 0;
    if (verb === "hold" && (full || line.held.has(name))) throw new ExchangeRefusal(409);
    if (verb === "hold") exchange.heard[name].push(...urls);
    setOnHold(exchange, line, name, { verb, operation });
  }

  /** Joins the people of two calls, and the bot is out of both. */
  #bridge(line: Line, joins: string, operation: string): void {
    const other = this.#exchange.lines.get(joins);
    if (other?.state !== "connected") throw new ExchangeRefusal(404);
    this.#exchange.report(line, "done", { verb: "transfer", operation, outcome: "completed" });
    for (const one of [line, other]) this.#exchange.end(one, 302, true);
  }

  #call({ to = [], first = false, callback }: Order): Answer {
    const members = new Map(namesOf(to).map((name) => [name, "rings" as const]));
    const line = this.#exchange.open({ callback, members, first, group: members.size > 1 && !first });
    this.#exchange.report(line, "ringing");
    return { call: line.id, state: line.state };
  }

  #join({ to: [key] = [], callback }: Order): Answer {
    if (key !== meetingKey) throw new ExchangeRefusal(404);
    const line = this.#exchange.open({ callback, group: true });
    this.#exchange.connect(line);
    return { call: line.id, state: line.state };
  }
}

function namesOf(called: readonly string[]): readonly Name[] {
  return (["ada", "bob", "cy"] as const).filter((name) => called.includes(numbers[name]));
}

function talking({ members }: Line): number {
  return [...members.values()].filter((state) => state === "talks").length;
}
