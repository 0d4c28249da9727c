import type { CallHolder } from "../actor/call-holder.js";
import { createOperation, type Operation } from "../interface/operation.js";
import { nameError } from "./name-error.js";

/** Makes an operation whose input is checked at once. What the check throws is the operation's failure: verbs never throw out of turn. */
export function attemptOperation<T>(holder: CallHolder, verb: string, make: () => Operation<T>): Operation<T> {
  try {
    return make();
  } catch (error) {
    return createOperation<T>(
      holder.runtime.newId(),
      (controls) => controls.fail(nameError(error, holder, verb)),
      async () => {},
    );
  }
}
