import { equal, ok } from "node:assert/strict";
import { CallingError, type ErrorCode, type Operation, type VerbName } from "@trunkline/core";
import type { AdapterContext } from "./adapter-case.js";

/** Work that goes on while the case does something else. What it fails with is for whoever awaits it. */
export function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** Waits for the cloud's yes to an operation, which then goes on. */
export async function accepted<T>(context: AdapterContext, what: string, operation: Operation<T>): Promise<void> {
  await context.finish(`${what} is taken`, operation.accepted);
}

/** What work failed with. @throws Error when it did not fail, or with something that is no `CallingError`. */
export async function failure<T>(context: AdapterContext, what: string, work: Promise<T>): Promise<CallingError> {
  const outcome = await context.finish(
    what,
    work.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
  );
  if (!outcome) throw new Error(`${what}: it was done`);
  if (CallingError.is(outcome.error)) return outcome.error;
  throw new Error(`${what}: failed with something that is no CallingError`, { cause: outcome.error });
}

/** Work is refused as wrong or as what cannot be done, and no request reaches the cloud for it. */
export async function refused<T>(context: AdapterContext, what: string, work: () => Promise<T>): Promise<CallingError> {
  const error = await refusalOf(context, what, work);
  ok(error, `${what} was done`);
  return error;
}

/** Work is done (then there is no refusal), or refused before any request. */
export async function refusalOf<T>(
  { under, finish }: AdapterContext,
  what: string,
  work: () => Promise<T>,
): Promise<CallingError | undefined> {
  const before = under.requests();
  try {
    await finish(what, work());
    return undefined;
  } catch (error) {
    ok(CallingError.is(error), `${what}: ${String(error)}`);
    ok(refusals.includes(error.code), `${what} fails with ${error.code}, and is not refused: ${error.message}`);
    equal(under.requests() - before, 0, `${what} was refused, but requests reached the cloud`);
    return error;
  }
}

const refusals: readonly ErrorCode[] = ["unsupported", "invalid-request"];

/**
 * Lets the answer to a request be lost, so that it is sent again. The verb may say that this cannot do anything twice
 * (`repeat: "safe"`); whoever calls this looks whether it did.
 */
export async function sentAgain<T>(context: AdapterContext, verb: VerbName, work: () => Promise<T>): Promise<T> {
  const { callbacks, requests, under } = context;
  if (under.adapter.verbs[verb]?.repeat !== "safe") context.leaveOut(`${under.adapter.name} never sends ${verb} again`);
  requests.loseAnswer(verb);
  // What the cloud tells of the first one would be the end of it.
  callbacks.delivery = "held";
  const before = requests.of(verb).length;
  const doing = begun(work());
  const again = await context.until(`${verb} is sent again`, () => requests.of(verb)[before + 1]);
  equal(again.context.operationId, requests.of(verb)[before]?.context.operationId, "it has another operation id");
  await callbacks.release();
  return context.finish(`${verb} is done`, doing);
}
