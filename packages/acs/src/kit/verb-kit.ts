import { CallingError } from "@trunkline/core";
import { z } from "zod";

/** How long an `operationContext` may be. Source: the check of the older .NET client. */
export const longestContext = 5_000;

/** Provider options that several verbs share. */
export const operationContext = z
  .string()
  .min(1)
  .max(longestContext, `must have ${longestContext} characters at the most`)
  .optional();

/** Where the events of one operation go, in place of the call's callback address. */
export const operationCallbackUri = z.url({ protocol: /^https?$/ }).optional();

/** A telephone number shown to the one who is called. */
export const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, "must be E.164: +14255550123");

interface OwnOptions {
  readonly operationContext?: string | undefined;
  readonly operationCallbackUri?: string | undefined;
}

/** The two in the client's spelling. The context is our operation id unless the user sets it: it comes back with the completion. */
export function operationFields(operationId: string, own: OwnOptions | undefined) {
  return {
    operationContext: own?.operationContext ?? operationId,
    ...(own?.operationCallbackUri === undefined ? {} : { operationCallbackUrl: own.operationCallbackUri }),
  };
}

/** A completion that goes elsewhere never reaches us, so the provider's yes has to be the end of the operation here. */
export function completesElsewhere(own: OwnOptions | undefined): {
  readonly done?: true;
  readonly warnings?: readonly string[];
} {
  if (own?.operationCallbackUri === undefined) return {};
  return {
    done: true,
    warnings: [
      "operationCallbackUri: the completion goes to that address; here the operation ends with its acceptance",
    ],
  };
}

/**
 * A value that `refuse` has already checked, for the type checker and for callers of `run` alone.
 * @throws CallingError `invalid-request` when it is missing.
 */
export function checked<T>(value: T | undefined, missing: string): T {
  if (value === undefined) throw new CallingError("invalid-request", missing);
  return value;
}
