import type { Json, Refusal, VerbCall } from "@trunkline/core";
import { z } from "zod";
import { checked } from "./kit/verb-kit.js";

const memoSchema = z
  .object({
    incomingCallContext: z.string().optional().catch(undefined),
    callerKind: z.enum(["phone", "other"]).optional().catch(undefined),
  })
  .catch({});

/** What core keeps of an incoming call for us until it is answered, rejected or redirected. */
export interface Memo {
  /** The call's one-time ticket, 8 to 9 KB, good while the call rings. */
  readonly incomingCallContext?: string | undefined;
  /** Whether a telephone calls: only such a call can be redirected to a telephone. */
  readonly callerKind?: "phone" | "other" | undefined;
  /** The caller's own headers, as they came. */
  readonly customContext?: Json;
}

/** What a verb needs of the memo. Anything unreadable is as good as absent. */
export function readMemo(memo: Json): Pick<Memo, "incomingCallContext" | "callerKind"> {
  return memoSchema.parse(memo);
}

/** The memo of an incoming call, as JSON. */
export function writeMemo(memo: Memo): Json {
  return { ...memo };
}

/** Why an incoming call cannot be decided: we do not have its ticket. */
export function refuseWithoutContext(call: VerbCall): Refusal | undefined {
  if (readMemo(call.memo).incomingCallContext !== undefined) return undefined;
  return {
    code: "invalid-request",
    message: "this call has no incomingCallContext",
    hint: "Only a call that came in by an IncomingCall event, and was not answered yet, can be decided.",
  };
}

/** The ticket of an incoming call. @throws CallingError `invalid-request`; `refuseWithoutContext` says so earlier. */
export function incomingCallContext(call: VerbCall): string {
  return checked(readMemo(call.memo).incomingCallContext, "this call has no incomingCallContext");
}
