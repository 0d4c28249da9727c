import { Ending } from "../base/ending.js";
import { Listeners } from "../base/listeners.js";
import { Milestone } from "../base/once.js";
import type { CallEventName } from "../interface/call.js";
import { type CallRecord, isAdmitted } from "../record/call-record.js";
import { decodeError, encodeEnd } from "../record/error-codec.js";
import type { EventContent, Happening } from "../record/happening.js";
import type { EndReason } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";

type Listener = (happening: Happening) => unknown;

/** What this instance follows of one call: its milestones, its end, and the listeners of this call alone. */
export class Milestones {
  readonly connected = new Milestone<void>();
  readonly admitted = new Milestone<void>();
  readonly ended = new Milestone<EndReason>();
  /** The call is over, or another instance's. */
  readonly end = new Ending();
  /** An incoming call has been decided about, or is gone. Each offer of it has an ending of its own. */
  decision = new Ending();
  #listeners: Listeners<CallEventName | "*", Listener> | undefined;

  /** Another instance has the call, or may have it. */
  superseded = false;

  readonly #call: { readonly ref: string };

  /** @param call what the milestones are about. */
  constructor(record: CallRecord, call: { readonly ref: string }) {
    this.#call = call;
    if (record.wasConnected) this.connected.resolve();
    this.#checkAdmitted(record);
    if (record.end) this.#end(record.end);
  }

  /** A decision was made, or the time for one is up. */
  decided(how: keyof typeof nothingLeft): void {
    this.decision.end(nothingLeft[how]);
  }

  on(type: CallEventName | "*", listener: Listener): () => void {
    this.#listeners ??= new Listeners();
    return this.#listeners.on(type, listener);
  }

  /** Whether there are listeners for this very type, `"*"` aside. */
  has(type: CallEventName): boolean {
    return this.#listeners?.has(type) ?? false;
  }

  listens(type: EventContent["type"]): boolean {
    return this.#listeners !== undefined && this.listenersOf(type).length > 0;
  }

  listenersOf(type: EventContent["type"]): readonly Listener[] {
    if (!this.#listeners) return [];
    const own = type === "incoming" || type === "unrecognized" ? [] : this.#listeners.of(type);
    return [...own, ...this.#listeners.of("*")];
  }

  notice(happening: Happening, record: CallRecord): void {
    if (happening.type === "call-connected") this.connected.resolve();
    if (happening.type === "incoming" && happening.returned) this.#offerAgain();
    this.#checkAdmitted(record);
    if (happening.type === "call-ended") this.#end(happening.reason);
  }

  lost(error: CallingError): void {
    if (!this.end.over) this.superseded = true;
    this.#over(() => error);
  }

  #offerAgain(): void {
    this.decided("returned");
    this.decision = new Ending();
  }

  #checkAdmitted(record: CallRecord): void {
    if (isAdmitted(record)) this.admitted.resolve();
  }

  #end(reason: EndReason): void {
    this.ended.resolve(reason);
    let error: CallingError | undefined;
    this.#over(() => {
      error ??= decodeError(encodeEnd(reason), { callRef: this.#call.ref });
      return error;
    });
  }

  #over(why: () => CallingError): void {
    this.connected.reject(why);
    this.admitted.reject(why);
    this.end.end(why);
    this.decision.end(why);
  }
}

/** Shared by all calls, since each keeps its own for life. */
const nothingLeft = {
  answer: () => decidedAlready("it was decided: answer"),
  reject: () => decidedAlready("it was decided: reject"),
  redirect: () => decidedAlready("it was decided: redirect"),
  returned: () => decidedAlready("the redirect failed, and the call is offered again"),
  expired: () => decidedAlready("the time to decide is up"),
};

function decidedAlready(why: string): CallingError {
  return new CallingError("conflict", `there is nothing left to decide: ${why}`);
}
