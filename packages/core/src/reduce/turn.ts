import type { Adapter } from "../adapter/adapter.js";
import type { Signal } from "../adapter/signal.js";
import type { Json } from "../base/json.js";
import type { CallRecord } from "../record/call-record.js";
import { changeRecord } from "../record/call-record.js";
import type { Command } from "../record/command.js";
import type { EventContent, Happening, OperationOutcome } from "../record/happening.js";
import type { OperationRecord } from "../record/operation-record.js";
import type { TraceParent } from "../telemetry/trace-parent.js";

/** What the actor does once a turn is committed. */
export type Effect =
  | "inspect"
  | "keep-alive"
  | "cancel-media"
  | "decide-unhandled"
  | "stop-ringing"
  | "leave-moved"
  | "end-other"
  | "send-decision"
  | "let-go"
  | "turn-away"
  | "bind-name";

/** What reducing needs besides the record. */
export interface Rules {
  readonly now: number;
  readonly adapter: Pick<Adapter, "self" | "endReason" | "limits" | "observations" | "verbs" | "webhook">;
  readonly reconcileEveryMs: number;
  /** Whether there are handlers for events of this type. Only then does an event go to the outbox. */
  readonly listens: (type: EventContent["type"]) => boolean;
  readonly newId: () => string;
  /** A random number from 0 up to 1. */
  readonly random: () => number;
}

/** What caused an event or the end of an operation. */
export interface Cause {
  readonly id: string;
  readonly at: number;
  /** When its report arrived, by our clock, where `at` is by the provider's; ms since 1970. */
  readonly arrivedAt?: number;
  readonly source: Happening["source"];
  readonly raw?: Json;
  /** The span of the callback that reported it. */
  readonly trace?: TraceParent;
}

/** An operation that has ended. */
export interface EndedOperation {
  readonly operation: OperationRecord;
  readonly outcome: OperationOutcome;
  readonly cause: Cause;
}

/**
 * One step of a call: a draft of its record and of everything that follows from it. The functions of `reduce/` write to it; nothing
 * leaves it before it is committed.
 */
export class Turn {
  record: CallRecord;
  readonly rules: Rules;
  readonly happenings: Happening[] = [];
  timers: Record<string, number | null> | undefined;
  /** What is to be done in the background, each once. */
  effects: readonly Effect[] = none;
  /** What other instances want done on the call. */
  commands: readonly Command[] = none;
  /** Operations whose requests are to be sent again. */
  resends: readonly string[] = none;
  /** Operations that the provider has accepted, with the warnings. */
  accepted: readonly Pick<OperationRecord, "id" | "warnings">[] = none;
  /** Operations that end with this turn. */
  readonly ended: EndedOperation[] = [];
  /** The kinds of signals that came too late to have any effect. */
  readonly late: Signal["kind"][] = [];
  /** Why signals were ignored that had come before their call, and with it the permitted senders, was known. */
  unheard: readonly string[] = none;
  /** Signals that came to another address than the call's own, with the path of that address. */
  astray: readonly { readonly kind: Signal["kind"]; readonly path: string }[] = none;

  /** The previous instance handed the call over when it closed, and did not die. */
  handedOver = false;
  /** The last turn of the call, with which its lease is released. */
  final = false;

  #draft: CallRecord | undefined;
  #outbox: Happening[] = [];

  constructor(record: CallRecord, rules: Rules) {
    this.record = record;
    this.rules = rules;
  }

  /** Changes the record. It is copied once a turn, and the copy is changed from then on. */
  set(change: Partial<CallRecord>): void {
    if (this.#draft) Object.assign(this.#draft, change);
    else {
      this.#draft = changeRecord(this.record, change);
      this.record = this.#draft;
    }
  }

  /** Has the record written even if nothing of it changes. */
  touch(): void {
    this.set({});
  }

  /** Emits an event. With handlers for it, it goes to the outbox until they have ended. */
  emit(content: EventContent, cause: Cause): void {
    const { at, source, raw } = cause;
    const id = `${this.record.key}:${cause.id}:${content.type}`;
    // Not by spreading, which is slow for objects of many shapes.
    const happening: Happening = Object.assign({ id, at, attempt: 1, source, raw }, content);
    this.happenings.push(happening);
    const internal = "internal" in content && content.internal === true;
    if (!internal && this.rules.listens(content.type)) this.#addToOutbox(happening);
  }

  /** Takes back an event of this turn, if there is one of this type. */
  dontEmit(type: EventContent["type"]): void {
    const at = this.happenings.findIndex((happening) => happening.type === type);
    const [taken] = at < 0 ? [] : this.happenings.splice(at, 1);
    if (taken) this.set({ outbox: this.record.outbox.filter(({ id }) => id !== taken.id) });
  }

  /** The list may be long, so it is copied once a turn. */
  #addToOutbox(happening: Happening): void {
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

  /** Takes back what `perform` asked for. */
  dontPerform(effect: Effect): void {
    this.effects = this.effects.filter((one) => one !== effect);
  }

  /** Sets a timer, or clears it with `null`. */
  timer(name: string, ms: number | null): void {
    // A dictionary from the start: the names contain ids, so each object would have a shape of its own.
    this.timers ??= Object.create(null) as Record<string, number | null>;
    this.timers[name] = ms;
  }

  /** The cause of what this instance does itself. */
  own(id: string = this.rules.newId()): Cause {
    return { id, at: this.rules.now, source: "own" };
  }
}

const none = [] as const;

/** The names of a call's timers. */
export const timerNames = {
  decide: "decide",
  ringOver: "ring-over",
  responses: "responses",
  setUp: "set-up",
  ring: "ring",
  tones: "tones",
  unnumberedTones: "unnumbered-tones",
  collect: "collect",
  keepAlive: "keep-alive",
  reconcile: "reconcile",
  ask: "ask",
  handOver: "hand-over",
  operation: (id: string) => `op:${id}`,
} as const;
