import { equal, ok } from "node:assert/strict";
import { CallingError, type ErrorCode, type Operation, type VerbName } from "@trunkline/core";
import type { AdapterContext } from "./adapter-case.js";

/** Work that continues while the case does something else. Its error belongs to the case that awaits it. */
export function begun<W extends Promise<unknown>>(work: W): W {
  work.catch(() => {});
  return work;
}

/** Waits until the cloud accepts an operation, which then continues. */
export async function accepted<T>(context: AdapterContext, what: string, operation: Operation<T>): Promise<void> {
  await context.finish(`${what} is accepted`, operation.accepted);
}

/** The error that the work fails with. @throws Error when it succeeds, or fails with something other than a `CallingError`. */
export async function failure<T>(context: AdapterContext, what: string, work: Promise<T>): Promise<CallingError> {
  const outcome = await context.finish(
    what,
    work.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
  );
  if (!outcome) throw new Error(`${what} succeeded`);
  if (CallingError.is(outcome.error)) return outcome.error;
  throw new Error(`${what}: failed with something other than a CallingError`, { cause: outcome.error });
}

/** Waits until the cloud answers an operation. @returns whether its end is not reported, and comes when its time is up. */
export async function endsInTime(context: AdapterContext, { id }: Pick<Operation<unknown>, "id">): Promise<boolean> {
  const { done } = await context.until("the cloud answers", () => context.requests.answers.get(id));
  return typeof done === "object";
}

/** The work is refused as invalid or unsupported, without any request to the cloud. */
export async function refused<T>(context: AdapterContext, what: string, work: () => Promise<T>): Promise<CallingError> {
  const error = await refusalOf(context, what, work);
  ok(error, `${what} succeeded`);
  return error;
}

/** The work succeeds (`undefined`), or is refused before any request. */
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
    ok(refusals.includes(error.code), `${what} fails with ${error.code} instead of being refused: ${error.message}`);
    equal(under.requests() - before, 0, `${what} was refused, but requests reached the cloud`);
    return error;
  }
}

const refusals: readonly ErrorCode[] = ["unsupported", "invalid-request"];

/** For how long core may send a verb's request again at the least, ms. Leaves the case out where it never may. */
export function requireRepeat({ under: { adapter }, leaveOut }: AdapterContext, verb: VerbName): number {
  const { repeat = "never" } = adapter.verbs[verb] ?? {};
  if (repeat === "never") return leaveOut(`${adapter.name} never sends ${verb} again`);
  return repeat === "safe" ? 60_000 : repeat.safeForMs;
}

/** Leaves the case out where the verb is not sent, because its response is awaited. */
export function requireRequest({ under: { adapter }, leaveOut }: AdapterContext, verb: VerbName): void {
  if (adapter.verbs[verb]?.respond) leaveOut(`${adapter.name} takes ${verb} in the response to the announcement`);
}

/**
 * Loses the answer to a request, so that it is sent again. The verb claims that a repeat has no second effect
 * (`Verb.repeat`); the calling case checks that it has none.
 */
export async function sentAgain<T>(context: AdapterContext, verb: VerbName, work: () => Promise<T>): Promise<T> {
  const { callbacks, requests } = context;
  requireRequest(context, verb);
  requireRepeat(context, verb);
  requests.loseAnswer(verb);
  // A callback about the first request would complete the work.
  callbacks.delivery = "held";
  const before = requests.of(verb).length;
  const doing = begun(work());
  const again = await context.until(`${verb} is sent again`, () => requests.of(verb)[before + 1]);
  equal(
    again.context.operationId,
    requests.of(verb)[before]?.context.operationId,
    "the repeat has another operation id",
  );
  await callbacks.release();
  return context.finish(`${verb} is done`, doing);
}
