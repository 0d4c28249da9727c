import type { VerbName } from "../adapter/verb-name.js";
import type { Json } from "../json/json.js";
import type { TraceParent } from "../telemetry/trace-parent.js";

/** What was to be sent, as it was before the first try. */
export interface RequestRecord {
  readonly input: Json;
  /** The provider's own options. */
  readonly own?: Json;
}

/** Work on a call that has not come to its end. */
export interface OperationRecord {
  readonly verb: VerbName | "collectDtmf";
  /** When its request was first sent, ms since 1970. */
  readonly startedAt: number;
  /** The span under which it was begun, where there was one. */
  readonly trace?: TraceParent;
  /** The user's own text. */
  readonly context?: string;
  /** Ours alone: no event tells of it. */
  readonly internal?: boolean;
  /** The keys that it yields are a secret of the bot's. */
  readonly secret?: boolean;
  /** The provider has taken the request. */
  readonly accepted: boolean;
  /** What an instance that takes the call over needs, to send again what may never have left. */
  readonly request?: RequestRecord;
  readonly providerOperationId?: string;
  /** The provider has agreed to stop it. */
  readonly stopping?: boolean;
  /** It has missed its deadline, and the provider was asked about the call. */
  readonly asked?: boolean;
  readonly warnings: readonly string[];
}
