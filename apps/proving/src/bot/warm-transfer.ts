import { setTimeout as pause } from "node:timers/promises";
import { CallingError } from "@trunkline/core";
import { type BotCall, type BotCalling, findCall, hangUp } from "./calls.js";
import type { Journal } from "./journal.js";
import { numbers, type Step } from "./settings.js";

/** How long the person's phone may ring, ms. */
const ringMs = 20_000;
/** How long the person may think about it, ms. */
const patienceMs = 10_000;
/** How long to wait for a hold that is under way, ms. */
const againMs = 100;

type Briefed = Extract<Step, { readonly brief: string }>;

/** How a transfer fails that leaves the caller with the bot. Anything else is a fault. */
const failures: readonly string[] = ["operation-failed", "call-ended", "conflict", "not-found"];

/**
 * The steps of a warm transfer: the bot calls the person in a call of its own (the brief), asks whether they take the caller, and hands the caller
 * over. The caller's step names the brief, so that another instance can go on with it.
 */
export class WarmTransfer {
  readonly #calling: BotCalling;
  readonly #prompts: string;
  readonly #journal: Journal;

  constructor(calling: BotCalling, prompts: string, journal: Journal) {
    this.#calling = calling;
    this.#prompts = prompts;
    this.#journal = journal;
  }

  /** Calls the person. The caller's step names the brief from now on, or the person is hung up on. */
  async callPerson(call: BotCall, attempt: number): Promise<Step> {
    const data: Step = { step: "brief", caller: call.ref };
    const brief = await this.#calling.create({ to: numbers.person, from: numbers.bot, ringMs, data });
    this.#endWith(call, brief.ref);
    const next: Step = { step: "ask-person", attempt, brief: brief.ref };
    try {
      await call.data.set(next);
      return next;
    } catch (error) {
      await this.#release(brief.ref);
      throw error;
    }
  }

  /** Asks whether the person takes the caller. They wait on hold then, where the provider has that. */
  askPerson(call: BotCall, step: Briefed): Promise<Step> {
    return this.#onBrief(call, step, async (brief) => {
      await brief.connected;
      const prompt = { url: `${this.#prompts}/accept.wav` };
      const { tones } = await brief.collectDtmf({ prompt, max: 1, firstToneMs: patienceMs, key: "accept" });
      if (tones !== "1") return this.#giveUp(step);
      return { ...step, step: brief.capabilities.hold.support === "unsupported" ? "hand-over" : "hold-person" };
    });
  }

  holdPerson(call: BotCall, step: Briefed): Promise<Step> {
    return this.#onBrief(call, step, async (brief) => {
      await untilOnHold(brief, true);
      return { ...step, step: "take-back" };
    });
  }

  takeBack(call: BotCall, step: Briefed): Promise<Step> {
    return this.#onBrief(call, step, async (brief) => {
      await untilOnHold(brief, false);
      return { ...step, step: "hand-over" };
    });
  }

  /** Hands the caller over to the person. A transfer that is under way since an instance before this one is joined. */
  async handOver(call: BotCall, step: Briefed): Promise<Step | undefined> {
    const brief = await findCall(this.#calling, step.brief);
    if (!brief) return callAgain(step);
    try {
      await call.transfer(numbers.person, { replaces: brief });
      return undefined;
    } catch (error) {
      if (!CallingError.is(error) || call.signal.aborted || !failures.includes(error.code)) throw error;
    }
    return (await this.#find(step)) ? this.#giveUp(step) : callAgain(step);
  }

  /** The instance that had the brief is gone. The brief goes on only for a caller whose step names it: anybody else never learned of it, or is over. */
  async recover(brief: BotCall, caller: string): Promise<void> {
    const call = await findCall(this.#calling, caller);
    const { state, data } = (await call?.snapshot()) ?? {};
    const needed = state !== "disconnected" && data !== undefined && "brief" in data && data.brief === brief.ref;
    if (!call || !needed) return hangUp(brief);
    this.#endWith(call, brief.ref);
  }

  /** When the caller hangs up, the person is not left with the bot. */
  #endWith(call: BotCall, brief: string): void {
    call.ended
      .then((end) => (end.kind === "transferred" ? undefined : this.#release(brief)))
      .catch((error: unknown) => this.#journal.write({ kind: "error", message: `hanging up the brief: ${error}` }));
  }

  /** Does something on the brief. If that is over, the person is called again; if it ends meanwhile, the caller hears the menu again. */
  async #onBrief(call: BotCall, step: Briefed, work: (brief: BotCall) => Promise<Step>): Promise<Step> {
    const brief = await this.#find(step);
    if (!brief) return callAgain(step);
    try {
      return await work(brief);
    } catch (error) {
      if (!CallingError.is(error) || call.signal.aborted) throw error;
      // Another instance has the brief now: it is asked for again.
      if (error.code === "superseded") return step;
      if (error.code !== "call-ended") throw error;
      return this.#giveUp(step);
    }
  }

  async #giveUp(step: Briefed): Promise<Step> {
    await this.#release(step.brief);
    return { step: "menu", attempt: step.attempt + 1 };
  }

  async #release(ref: string): Promise<void> {
    const brief = await findCall(this.#calling, ref);
    if (brief) await hangUp(brief);
  }

  /** The brief, unless it is over. */
  async #find({ brief: ref }: Briefed): Promise<BotCall | undefined> {
    const brief = await findCall(this.#calling, ref);
    const over = (await brief?.snapshot())?.state === "disconnected";
    return over ? undefined : brief;
  }
}

function callAgain({ attempt }: Briefed): Step {
  return attempt < 4 ? { step: "call-person", attempt: attempt + 1 } : { step: "goodbye" };
}

/** Puts the person on hold, or takes them back. What an instance before this one has begun is waited for. */
async function untilOnHold(brief: BotCall, wanted: boolean): Promise<void> {
  while ((await isOnHold(brief)) !== wanted) {
    try {
      await (wanted ? brief.hold(numbers.person) : brief.unhold(numbers.person));
    } catch (error) {
      if (!CallingError.is(error) || error.code !== "conflict") throw error;
      await pause(againMs);
    }
  }
}

async function isOnHold(brief: BotCall): Promise<boolean> {
  return (await brief.participants()).some(({ onHold }) => onHold === true);
}
