import { createOperation, type Operation } from "./operation.js";

/** Makes an operation whose input is checked at once. What the check throws is the operation's failure: verbs never throw out of turn. */
export function attemptOperation<T>(newId: () => string, make: () => Operation<T>): Operation<T> {
  try {
    return make();
  } catch (error) {
    return createOperation<T>(
      newId(),
      (controls) => controls.fail(error),
      async () => {},
    );
  }
}
