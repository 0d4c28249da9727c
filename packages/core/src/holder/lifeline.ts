import type { EndReason } from "../call/end-reason.js";
import { CallingError } from "../errors/calling-error.js";
import type { CallEventName } from "../events/call-events.js";
import { type Deferred, deferred } from "../operation/deferred.js";
import type { CallRecord } from "../record/call-record.js";
import type { Happening, Told } from "../record/happening.js";

type Listener = (happening: Happening) => unknown;

/** What this instance watches of one call: its milestones, its end, and whoever listens to it alone. */
export class Lifeline {
  readonly connected: Deferred<void> = deferred();
  readonly admitted: Deferred<void> = deferred();
  readonly ended: Deferred<EndReason> = deferred();
  readonly #abort = new AbortController();
  readonly #decided = new AbortController();
  readonly #listeners = new Map<CallEventName | "*", Set<Listener>>();

  readonly #ref: string;

  constructor(record: CallRecord, ref: string) {
    this.#ref = ref;
    if (record.wasConnected) this.connected.resolve();
    this.#checkAdmitted(record);
    if (record.end) this.#end(record.end);
  }

  /** Aborts when the call is over, or not ours any more. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Aborts when there is nothing left to decide about an incoming call. */
  get undecided(): AbortSignal {
    return this.#decided.signal;
  }

  /** It was decided, or the time for it is up. */
  decided(why: string): void {
    this.#decided.abort(new CallingError("conflict", `there is nothing left to decide: ${why}`));
  }

  on(type: CallEventName | "*", listener: Listener): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  listens(type: Told["type"]): boolean {
    return this.listenersOf(type).length > 0;
  }

  listenersOf(type: Told["type"]): readonly Listener[] {
    const own = type === "incoming" || type === "unrecognized" ? [] : (this.#listeners.get(type) ?? []);
    return [...own, ...(this.#listeners.get("*") ?? [])];
  }

  tell(happening: Happening, record: CallRecord): void {
    if (happening.type === "call-connected") this.connected.resolve();
    this.#checkAdmitted(record);
    if (happening.type === "call-ended") this.#end(happening.reason);
  }

  lost(error: CallingError): void {
    this.#abort.abort(error);
    this.#decided.abort(error);
    this.connected.reject(error);
    this.admitted.reject(error);
    this.ended.reject(error);
  }

  /** In a meeting only the roster tells whether we wait in the lobby; a one-to-one call has none. */
  #checkAdmitted(record: CallRecord): void {
    const rosterKnown = !record.group || record.participants.length > 0;
    if (record.wasConnected && rosterKnown && !record.inLobby) this.admitted.resolve();
  }

  #end(reason: EndReason): void {
    const error = new CallingError(
      "call-ended",
      `the call is over: ${reason.kind}${reason.message ? ` (${reason.message})` : ""}`,
      {
        callRef: this.#ref,
        ...(reason.code ? { providerCode: `${reason.code}/${reason.subcode}` } : {}),
      },
    );
    this.connected.reject(error);
    this.admitted.reject(error);
    this.ended.resolve(reason);
    this.#abort.abort(error);
    this.#decided.abort(error);
  }
}
