import { CallingError } from "@trunkline/core";

/** As many as Event Grid delivers at once at the most (documented, "maximum events per batch"); the call services send a few. */
const mostEvents = 5000;

/**
 * Refuses more events in one callback than anybody sends: dealing with a megabyte of empty ones would keep everybody else waiting.
 * @throws CallingError `invalid-request`.
 */
export function checkCount({ length }: readonly unknown[]): void {
  if (length > mostEvents)
    throw new CallingError("invalid-request", `the callback has ${length} events, which is more than ${mostEvents}`);
}
