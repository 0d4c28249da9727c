import type { Call, EndCause, Leg, Meeting, SharingSession } from "./call.js";
import type { CancelTimer, Clock } from "./clock.js";
import { EngineError } from "./engine.js";
import type { BotEventDetails, EngineEvent } from "./events.js";
import type { MeasurePrompt, PlayRequest, Prompt, RunningMedia, SendTonesRequest } from "./media.js";
import type { Bot, Person } from "./party.js";
import type { Random } from "./random.js";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A leg while the engine works on it; readers get copies. */
export type LiveLeg = Mutable<Leg>;
export type LiveCall = Omit<Mutable<Call>, "legs" | "sharing"> & { legs: LiveLeg[]; sharing: SharingSession[] };

/** Everything that exists, and the one way to change it: inside `act`, so that events go out in order and together. */
export class World {
  readonly persons = new Map<string, Person>();
  readonly bots = new Map<string, Bot>();
  readonly meetings = new Map<string, Meeting>();
  readonly calls = new Map<string, LiveCall>();
  readonly legs = new Map<string, LiveLeg>();
  readonly ringing = new Map<string, Ringing>();
  readonly operations = new Map<string, LiveOperation[]>();
  readonly keepAlives = new Map<string, CancelTimer>();
  /** Invitations that ring, by their operation. */
  readonly invites = new Map<string, Invite>();
  /** Why legs are on hold, by their ids. */
  readonly holds = new Map<string, Hold>();
  /** Ids of the legs that are on their way into another call. */
  readonly moving = new Set<string>();
  readonly toneCounts = new Map<string, number>();
  readonly listeners = new Set<(event: EngineEvent) => void>();
  /** Called when a command is through, to see what its consequences sound like. */
  onSettled: (touched: ReadonlySet<LiveCall>) => void = () => {};

  private readonly timers = new Set<CancelTimer>();
  private readonly touched = new Set<LiveCall>();
  private readonly queue: EngineEvent[] = [];
  private depth = 0;
  private flushing = false;

  constructor(
    readonly clock: Clock,
    readonly random: Random,
    readonly measurePrompt: MeasurePrompt,
  ) {}

  /** Runs a command; when the outermost one is through, its events go out. */
  act<Result>(command: () => Result): Result {
    this.depth++;
    try {
      return command();
    } finally {
      this.depth--;
      if (this.depth === 0) this.flush();
    }
  }

  after(ms: number, fn: () => void): CancelTimer {
    const cancelTimer = this.clock.setTimer(ms, () => {
      this.timers.delete(cancel);
      this.act(fn);
    });
    const cancel = (): void => {
      this.timers.delete(cancel);
      cancelTimer();
    };
    this.timers.add(cancel);
    return cancel;
  }

  emit(event: EngineEvent): void {
    this.queue.push(event);
  }

  /** Queues an event for the bot that owns the leg; other legs have no events. */
  report(leg: LiveLeg, details: BotEventDetails): void {
    if (leg.owner.kind !== "bot") return;
    const bot = this.bots.get(leg.owner.botId);
    if (!bot) return;
    this.emit({ at: this.clock.now(), bot, call: copyCall(this.callOf(leg)), leg: { ...leg }, ...details });
  }

  /** Marks a call as changed. */
  touch(call: LiveCall): void {
    this.touched.add(call);
  }

  /** @throws EngineError `no-such-person` */
  person(personId: string): Person {
    const person = this.persons.get(personId);
    if (!person) throw new EngineError("no-such-person", `there is no person "${personId}"`);
    return person;
  }

  /** @throws EngineError `no-such-bot` */
  bot(botId: string): Bot {
    const bot = this.bots.get(botId);
    if (!bot) throw new EngineError("no-such-bot", `there is no bot "${botId}"`);
    return bot;
  }

  callOf(leg: LiveLeg): LiveCall {
    const call = this.calls.get(leg.callId);
    if (!call) throw new EngineError("no-such-call", `leg ${leg.id} belongs to a call that is long over`);
    return call;
  }

  reset(): void {
    for (const cancel of [...this.timers]) cancel();
    for (const store of [this.persons, this.bots, this.meetings, this.calls, this.legs]) store.clear();
    for (const store of [this.ringing, this.operations, this.keepAlives, this.toneCounts]) store.clear();
    for (const store of [this.invites, this.holds, this.moving]) store.clear();
    this.touched.clear();
    this.queue.length = 0;
    this.emit({ type: "reset", at: this.clock.now() });
  }

  private flush(): void {
    if (this.flushing) return;
    this.flushing = true;
    try {
      do {
        this.settle();
        for (let event = this.queue.shift(); event; event = this.queue.shift()) {
          for (const listener of [...this.listeners]) listener(event);
        }
      } while (this.touched.size > 0);
    } finally {
      this.flushing = false;
    }
  }

  private settle(): void {
    const touched = new Set(this.touched);
    this.touched.clear();
    for (const call of touched) this.emit({ type: "call-changed", at: this.clock.now(), call: copyCall(call) });
    this.onSettled(touched);
  }
}

/** A snapshot of a call. */
export function copyCall(call: LiveCall): Call {
  return { ...call, legs: call.legs.map((leg) => ({ ...leg })), sharing: [...call.sharing] };
}

/** The legs that are still in the call or on their way into it. */
export function liveLegs(call: LiveCall): LiveLeg[] {
  return call.legs.filter((leg) => leg.state !== "ended");
}

/** The legs that belong in a roster. */
export function presentLegs(call: LiveCall): LiveLeg[] {
  return call.legs.filter((leg) => leg.state === "connected" || leg.state === "lobby");
}

/** What is sounding now, of a play operation that runs. */
interface Playing {
  readonly prompt: Prompt;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** A media operation while it waits or runs. Prompts wait for prompts, tones for tones. */
export type LiveOperation = {
  state: RunningMedia["state"];
  /** What stops the step under way. */
  cancelStep?: CancelTimer;
  playing?: Playing;
} & (
  | { readonly kind: "play"; readonly request: PlayRequest }
  | { readonly kind: "send-tones"; readonly request: SendTonesRequest }
);

/** An invitation that rings: which leg made it, and how it is taken back. */
interface Invite {
  readonly legId: string;
  cancel(): void;
}

/** Which leg put another on hold, and what that one hears; without a prompt, music. */
interface Hold {
  readonly by: string;
  readonly playing?: Playing;
}

/** What became of a ringing leg: a leg (itself, or where it was sent on to) picked up, or it did not. */
export type RingResult = { readonly answeredBy: LiveLeg } | { readonly cause: EndCause };

/** A leg that rings: `settle` is called once, with the decision; `stop` only cancels the timers. */
export interface Ringing {
  settle(result: RingResult): void;
  stop(): void;
}
