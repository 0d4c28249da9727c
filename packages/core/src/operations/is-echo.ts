import type { VerbName } from "../adapter/verb-name.js";
import type { CallingError } from "../words/calling-error.js";
import type { ErrorCode } from "../words/error-code.js";

/** How the call stands once such a request was carried out, as the refusal of another one tells it. */
const echoes: Readonly<Partial<Record<VerbName, readonly ErrorCode[]>>> = {
  // ACS says of a ticket that is used up what it says of one whose caller has left (404, 8522).
  answer: ["conflict", "call-ended"],
  reject: ["conflict", "call-ended"],
  redirect: ["conflict", "call-ended"],
  hangUp: ["call-ended"],
};

/**
 * A request that is sent again because its answer was lost, and is refused because the call has moved on where it was to go, says
 * that the first one was carried out. What became of the call is told by its events, as ever.
 */
export function isEcho(verb: VerbName, { code }: CallingError): boolean {
  return echoes[verb]?.includes(code) ?? false;
}
