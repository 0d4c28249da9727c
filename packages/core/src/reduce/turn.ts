import type { Adapter } from "../adapter/adapter.js";
import type { Signal } from "../adapter/signal.js";
import type { Json } from "../base/json.js";
import type { CallRecord } from "../record/call-record.js";
import { changeRecord } from "../record/call-record.js";
import type { Command } from "../record/command.js";
import type { Happening, Outcome, Told } from "../record/happening.js";
import type { OperationRecord } from "../record/operation-record.js";
import type { TraceParent } from "../telemetry/trace-parent.js";

/** What the holder has to do once a turn is committed. */
export type Effect = "inspect" | "keep-alive" | "cancel-media" | "decide-unhandled" | "let-go" | "turn-away";

/** What reducing needs beside the record. */
export interface Rules {
  readonly now: number;
  readonly adapter: Pick<Adapter, "endReason" | "limits" | "verbs" | "webhook">;
  readonly reconcileEveryMs: number;
  /** Somebody listens to events of this type: they are owed until the handlers end. */
  readonly listens: (type: Told["type"]) => boolean;
  readonly newId: () => string;
  /** A number from 0 up to 1, by chance. */
  readonly random: () => number;
}

/** Where the news of a turn come from. */
export interface Origin {
  readonly id: string;
  readonly at: number;
  readonly source: Happening["source"];
  readonly raw?: Json;
  /** The span of the callback that told it. */
  readonly trace?: TraceParent;
}

/** An operation that came to its end. */
export interface EndedOperation {
  readonly operation: OperationRecord;
  readonly outcome: Outcome;
  readonly origin: Origin;
}

/**
 * One step of a call: a draft of its record and of everything that follows from it.
 * The functions of `reduce/` and `collect/` write on it; nothing leaves it before the store has taken it.
 */
export class Turn {
  record: CallRecord;
  readonly rules: Rules;
  readonly happenings: Happening[] = [];
  timers: Record<string, number | null> | undefined;
  /** What has to be done, each once. */
  effects: readonly Effect[] = none;
  /** What other instances want done on the call. */
  commands: readonly Command[] = none;
  /** Operations whose requests are to be sent again. */
  resends: readonly string[] = none;
  /** Operations that come to their end with this turn. */
  readonly ended: EndedOperation[] = [];
  /** Kinds of signals that came too late for anything to follow from them. */
  readonly late: Signal["kind"][] = [];
  /** Why senders who spoke of the call before it was known were not heard. */
  unheard: readonly string[] = none;
  /** Signals that came to another address than the call's own, by the paths that they came to. */
  astray: readonly { readonly kind: Signal["kind"]; readonly path: string }[] = none;

  /** The call comes from an instance that closed, and not from one that died. */
  handedOver = false;
  /** The last turn of the call: with it the call is given back to the store. */
  final = false;

  #draft: CallRecord | undefined;
  #outbox: Happening[] = [];

  constructor(record: CallRecord, rules: Rules) {
    this.record = record;
    this.rules = rules;
  }

  /** Changes the record: a copy of it, which is made once a turn. */
  set(change: Partial<CallRecord>): void {
    if (this.#draft) Object.assign(this.#draft, change);
    else {
      this.#draft = changeRecord(this.record, change);
      this.record = this.#draft;
    }
  }

  /** Has the record written even if nothing of it changes: it is new. */
  touch(): void {
    this.set({});
  }

  /** Tells something. Owed to handlers until they have come to an end, if somebody listens. */
  tell(told: Told, origin: Origin): void {
    const { at, source, raw } = origin;
    const id = `${this.record.key}:${origin.id}:${told.type}`;
    // Not by spreading: events are of many shapes, and copying one is ten times dearer than adding to this (4 µs).
    const happening: Happening = Object.assign({ id, at, attempt: 1, source, raw }, told);
    this.happenings.push(happening);
    const internal = "internal" in told && told.internal === true;
    if (!internal && this.rules.listens(told.type)) this.#owe(happening);
  }

  /** The list is copied once a turn: it may be long. */
  #owe(happening: Happening): void {
    if (this.record.outbox !== this.#outbox) {
      this.#outbox = [...this.record.outbox];
      this.set({ outbox: this.#outbox });
    }
    this.#outbox.push(happening);
  }

  /** Has something done once the turn is committed. */
  perform(effect: Effect): void {
    if (!this.effects.includes(effect)) this.effects = [...this.effects, effect];
  }

  /** It need not be done after all. */
  spare(effect: Effect): void {
    this.effects = this.effects.filter((one) => one !== effect);
  }

  /** Sets a timer, or clears it with `null`. */
  timer(name: string, ms: number | null): void {
    // Names have ids in them, so it is a table from the start: V8 would make a hidden class for each (4 µs, against 1).
    this.timers ??= Object.create(null) as Record<string, number | null>;
    this.timers[name] = ms;
  }

  /** An origin for what we do of our own accord. */
  own(id: string = this.rules.newId()): Origin {
    return { id, at: this.rules.now, source: "own" };
  }
}

const none = [] as const;

/** The names of a call's timers. */
export const timerNames = {
  decide: "decide",
  ringOver: "ring-over",
  setUp: "set-up",
  tones: "tones",
  collect: "collect",
  keepAlive: "keep-alive",
  reconcile: "reconcile",
  ask: "ask",
  handOver: "hand-over",
  operation: (id: string) => `op:${id}`,
} as const;
