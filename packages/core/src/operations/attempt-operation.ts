import type { CallActor } from "../actor/call-actor.js";
import { createOperation, type Operation } from "../interface/operation.js";
import { nameError } from "./name-error.js";

/** Makes an operation whose input is checked at once. What the check throws is the operation's failure: verbs never throw out of turn. */
export function attemptOperation<T>(actor: CallActor, verb: string, make: () => Operation<T>): Operation<T> {
  try {
    return make();
  } catch (error) {
    return createOperation<T>(
      actor.runtime.newId(),
      (controls) => controls.fail(nameError(error, actor, verb)),
      async () => {},
    );
  }
}
