import { CallingError } from "@trunkline/core";
import { type BotCall, type BotCalling, findCall, hangUp } from "./calls.js";
import type { Journal } from "./journal.js";
import { numbers, type Step } from "./settings.js";

/** How long the person's phone may ring, ms. */
const ringMs = 20_000;
/** How long the person may think about it, ms. */
const patienceMs = 10_000;

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

  /** Asks whether the person takes the caller. */
  async askPerson(call: BotCall, step: Briefed): Promise<Step> {
    const brief = await this.#find(step);
    if (!brief) return callAgain(step);
    try {
      await brief.connected;
      const prompt = { url: `${this.#prompts}/accept.wav` };
      const { tones } = await brief.collectDtmf({ prompt, max: 1, firstToneMs: patienceMs, key: "accept" });
      if (tones === "1") return { ...step, step: "hand-over" };
    } catch (error) {
      if (!CallingError.is(error) || call.signal.aborted) throw error;
      // Another instance has the brief now: it is asked for again.
      if (error.code === "superseded") return step;
      if (error.code !== "call-ended") throw error;
    }
    return this.#giveUp(step);
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
