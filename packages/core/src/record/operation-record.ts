import type { VerbName } from "../adapter/verb-name.js";

/** Work on a call that has not come to its end. */
export interface OperationRecord {
  readonly verb: VerbName | "collectDtmf";
  /** The user's own text. */
  readonly context?: string;
  /** Ours alone: no event tells of it. */
  readonly internal?: boolean;
  /** The provider has taken the request. */
  readonly accepted: boolean;
  readonly providerOperationId?: string;
  /** The provider has agreed to stop it. */
  readonly stopping?: boolean;
  /** It has missed its deadline, and the provider was asked about the call. */
  readonly asked?: boolean;
  readonly warnings: readonly string[];
}
