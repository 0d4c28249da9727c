import type { Adapter, Call, Calling, Clock, CreateOptions, IncomingCall } from "@trunkline/core";
import { botNumber, cast, codeOf, nameOf } from "../../scenarios/kit/cast.js";
import type { CallScript, Scenario } from "../script/scenario.js";
import type { History } from "./history.js";
import { type OnCall, wait } from "./on-call.js";
import { doSteps } from "./steps.js";

type Incoming = Extract<CallScript, { direction: "incoming" }>;
type Outgoing = Extract<CallScript, { direction: "outgoing" }>;

/** The bot of a scenario: all its instances follow one script. */
export class Bot {
  readonly #clock: Clock;
  readonly #history: History;
  readonly #paceMs: number;
  /** The scripts of callers who have not called yet. */
  readonly #expected: Incoming[];
  readonly #scripts = new Map<string, Incoming>();

  constructor(scenario: Scenario, clock: Clock, history: History) {
    this.#clock = clock;
    this.#history = history;
    this.#paceMs = scenario.paceMs;
    this.#expected = scenario.calls.filter((call) => call.direction === "incoming");
  }

  /** Makes an instance follow the script. */
  serve(calling: Calling<Adapter>, instance: number): void {
    calling.on("*", (event) => this.#history.deliver(instance, event));
    calling.on("incoming", (incoming) => this.#decide(calling, incoming));
    // The script died with the other instance: the only thing left is to end the call.
    calling.on("call-recovered", async ({ call }) => {
      await wait(this.#clock, 1000);
      await this.#hangUp(call);
    });
  }

  /** Calls a person, and continues with the script when they are connected. */
  async call(calling: Calling<Adapter>, script: Outgoing, label: string): Promise<void> {
    const call = await this.#create(calling, script, label);
    if (!call) return;
    const { givesUpAfterMs, steps, hangsUp } = script;
    if (givesUpAfterMs !== undefined) this.#clock.setTimer(givesUpAfterMs, () => void this.#hangUp(call));
    const connected = await this.#history.track(`${label} connected`, call.connected).then(
      () => true,
      (error) => {
        this.#history.note(call, `never connected: ${codeOf(error)}`);
        return false;
      },
    );
    if (!connected) return;
    await doSteps(this.#on(calling, call, undefined), steps);
    if (hangsUp) await this.#hangUp(call);
  }

  async #create(calling: Calling<Adapter>, script: Outgoing, label: string): Promise<Call | undefined> {
    const to = [script.who, ...script.with].map((name) => cast[name]);
    const given: CreateOptions<Adapter, unknown> = {
      to,
      ...(script.with.length === 0 ? { from: botNumber } : {}),
      ...(script.ringMs === undefined ? {} : { ringMs: script.ringMs }),
    };
    try {
      const call = await this.#history.track(`${label} create`, calling.create(given));
      this.#history.name(call.ref, label);
      this.#history.create(call.ref);
      return call;
    } catch (error) {
      this.#history.refuse(label, codeOf(error));
      return undefined;
    }
  }

  async #decide(calling: Calling<Adapter>, incoming: IncomingCall): Promise<void> {
    const script = this.#scriptOf(incoming);
    if (!script) return;
    const { decision, steps, hangsUp } = script;
    if (decision.kind === "never") return;
    await wait(this.#clock, decision.afterMs);
    try {
      if (decision.kind === "reject") return void (await this.#track("reject", incoming.reject(decision.reason)));
      if (decision.kind === "redirect")
        return void (await this.#track("redirect", incoming.redirect(cast[decision.to])));
      const call = await this.#track("answer", incoming.answer());
      await doSteps(this.#on(calling, call, incoming), steps);
      if (hangsUp) await this.#hangUp(call);
    } catch (error) {
      // The event of the operation reports it as well.
      codeOf(error);
    }
  }

  /** The script for a caller: the next unused one, or the same one when the call is offered again. */
  #scriptOf(incoming: IncomingCall): Incoming | undefined {
    const known = this.#scripts.get(incoming.ref);
    if (known) return known;
    const who = nameOf(incoming.from);
    const index = this.#expected.findIndex((script) => script.who === who);
    const [script] = index < 0 ? [] : this.#expected.splice(index, 1);
    if (!script) return undefined;
    this.#scripts.set(incoming.ref, script);
    this.#history.name(incoming.ref, labelOf(script));
    return script;
  }

  #on(calling: Calling<Adapter>, call: Call, incoming: IncomingCall | undefined): OnCall {
    return { calling, call, incoming, clock: this.#clock, history: this.#history, paceMs: this.#paceMs };
  }

  #track<T>(what: string, promise: Promise<T>): Promise<T> {
    return this.#history.track(what, promise);
  }

  async #hangUp(call: Call): Promise<void> {
    try {
      await this.#track("hangUp", call.hangUp());
    } catch (error) {
      codeOf(error);
    }
  }
}

/** The label of a scripted call in traces. */
export function labelOf({ who, direction, startMs }: CallScript): string {
  return `${who}, ${direction} at ${startMs}`;
}
