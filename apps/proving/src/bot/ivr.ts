import { CallingError } from "@trunkline/core";
import { type BotCall, type BotCalling, hangUp } from "./calls.js";
import type { Failpoints } from "./failpoints.js";
import type { Journal } from "./journal.js";
import { numbers, type Step } from "./settings.js";
import { WarmTransfer } from "./warm-transfer.js";

/** How long a key may take, ms: longer than Redis is away in any test, because the timers of a collection keep running meanwhile. */
const patienceMs = 10_000;

/** How long after its start a step counts as being in its middle, ms. */
const middleMs = 60;

/** An IVR that asks for a PIN and offers a menu: 1 for a person, 2 for a door that opens by telephone, 3 for a person who is asked first. Its steps are data. */
export class Ivr {
  readonly #calling: BotCalling;
  readonly #prompts: string;
  readonly #failpoints: Failpoints;
  readonly #journal: Journal;
  readonly #warm: WarmTransfer;

  constructor(calling: BotCalling, prompts: string, failpoints: Failpoints, journal: Journal) {
    this.#calling = calling;
    this.#prompts = prompts;
    this.#failpoints = failpoints;
    this.#journal = journal;
    this.#warm = new WarmTransfer(calling, prompts, journal);
  }

  /** New calls and recovered calls go through the same steps. */
  open(): void {
    this.#calling.on("incoming", async (incoming) => {
      const first: Step = { step: "pin", attempt: 1 };
      await this.#walk(await incoming.answer({ data: first }), first);
    });
    this.#calling.on("call-recovered", async ({ call, data, state }) => {
      if (state === "disconnected" || data?.step === "idle") return;
      if (data?.step === "brief") return this.#warm.recover(call, data.caller);
      if (data && data.step !== "outbound") await this.#walk(call, data);
      else await hangUp(call);
    });
  }

  async #walk(call: BotCall, first: Step): Promise<void> {
    // As bots do it, without a catch: a call that moves to another instance must not end this one.
    void call.ended.then(() => {});
    // The answer may still be in flight.
    await call.connected;
    for (let step: Step | undefined = first; step && !call.signal.aborted; ) {
      const site = `step ${step.step}`;
      const n = this.#failpoints.count(site);
      this.#journal.write({ kind: "step", call: call.id, step: step.step });
      this.#failpoints.at(site, n, "start");
      setTimeout(() => this.#failpoints.at(site, n, "middle"), middleMs);
      step = await this.#take(call, step);
      this.#failpoints.at(site, n, "end");
      if (step && !call.signal.aborted) await call.data.set(step);
    }
  }

  async #take(call: BotCall, step: Step): Promise<Step | undefined> {
    switch (step.step) {
      case "pin":
        return this.#askPin(call, step.attempt);
      case "menu":
        return this.#offerMenu(call, step.attempt);
      case "door":
        return this.#openDoor(call, step.attempt);
      case "person":
        return this.#connectPerson(call, step.attempt);
      case "call-person":
        await call.play(this.#prompt("connecting"));
        return this.#warm.callPerson(call, step.attempt);
      case "ask-person":
        return this.#warm.askPerson(call, step);
      case "hold-person":
        return this.#warm.holdPerson(call, step);
      case "take-back":
        return this.#warm.takeBack(call, step);
      case "hand-over":
        return this.#warm.handOver(call, step);
      case "goodbye":
        await call.play(this.#prompt("goodbye"));
        await hangUp(call);
        return undefined;
      case "outbound":
      case "brief":
      case "idle":
        return undefined;
    }
  }

  async #askPin(call: BotCall, attempt: number): Promise<Step | undefined> {
    const tones = await this.#collect(call, "pin", `pin-${attempt}`, 4);
    if (tones === undefined) return undefined;
    if (tones === "1234") return { step: "menu", attempt: 1 };
    await call.play(this.#prompt(tones === "" ? "not-heard" : "wrong-pin"));
    return attempt < 3 ? { step: "pin", attempt: attempt + 1 } : { step: "goodbye" };
  }

  async #offerMenu(call: BotCall, attempt: number): Promise<Step | undefined> {
    const tones = await this.#collect(call, "menu", `menu-${attempt}`, 1);
    if (tones === undefined) return undefined;
    if (tones === "1") return { step: "person", attempt };
    if (tones === "2") return { step: "door", attempt };
    if (tones === "3") return { step: "call-person", attempt };
    await call.play(this.#prompt("not-heard"));
    return attempt < 4 ? { step: "menu", attempt: attempt + 1 } : { step: "goodbye" };
  }

  async #collect(call: BotCall, prompt: string, key: string, max: number): Promise<string | undefined> {
    const options = { prompt: this.#prompt(prompt), max, firstToneMs: patienceMs, interToneMs: patienceMs, key };
    const { tones, endedBy } = await call.collectDtmf(options);
    this.#journal.write({ kind: "collected", call: call.id, key, tones, endedBy });
    return endedBy === "call-ended" ? undefined : tones;
  }

  async #openDoor(call: BotCall, attempt: number): Promise<Step> {
    const { door, bot } = numbers;
    try {
      await using outbound = await this.#calling.create({ to: door, from: bot, data: { step: "outbound" } });
      await outbound.connected;
      await outbound.sendDtmf("1w2#");
    } catch (error) {
      if (!CallingError.is(error) || error.code !== "call-ended" || call.signal.aborted) throw error;
      return { step: "goodbye" };
    }
    await call.play(this.#prompt("opened"));
    return { step: "menu", attempt: attempt + 1 };
  }

  async #connectPerson(call: BotCall, attempt: number): Promise<Step | undefined> {
    await call.play(this.#prompt("connecting"));
    try {
      await call.transfer(numbers.person);
      return undefined;
    } catch (error) {
      if (!CallingError.is(error) || error.code !== "operation-failed") throw error;
      return { step: "menu", attempt: attempt + 1 };
    }
  }

  #prompt(name: string) {
    return { url: `${this.#prompts}/${name}.wav` };
  }
}
