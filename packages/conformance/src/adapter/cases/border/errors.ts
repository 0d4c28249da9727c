import { equal, ok } from "node:assert/strict";
import { CallingError, type ErrorCode, verbNames } from "@trunkline/core";
import { type AdapterCase, type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { callOut, onTheLine, prompt, rings } from "../../stage/calls.js";
import { isOver } from "../../stage/events.js";
import { failure } from "../../stage/work.js";

/** What a client may throw besides its own errors. None of it says that nothing was done. */
const strangers: readonly unknown[] = [
  undefined,
  null,
  "a text",
  42,
  {},
  { status: 200 },
  new Error(""),
  new TypeError("fetch failed"),
  new SyntaxError("Unexpected end of JSON input"),
  new DOMException("This operation was aborted", "AbortError"),
  new DOMException("The operation timed out", "TimeoutError"),
  new AggregateError([new Error("one"), new Error("two")]),
];

/** The codes by which core knows that a request may have been carried out. */
const mayBeDone: ReadonlySet<ErrorCode> = new Set(["timeout", "unavailable", "outcome-unknown"]);

/** What goes wrong on the way to the cloud, in core's words. */
export const errors: readonly AdapterCase[] = [
  ...inGroup("errors", {}, [
    {
      name: "whatever a client throws becomes a CallingError, and what says nothing of the request is not taken for a refusal",
      async run({ under }) {
        for (const verb of verbNames.filter((name) => under.adapter.verbs[name])) {
          for (const thrown of strangers) {
            const error = under.adapter.mapError(thrown, verb);
            const what = `${verb}: ${String(thrown)}`;
            ok(CallingError.is(error), `${what} becomes something that is no CallingError`);
            ok(mayBeDone.has(error.code), `${what} becomes ${error.code}`);
            ok(!error.retryable, `${what} becomes retryable, and it may have been carried out`);
          }
        }
      },
    },
  ]),
  ...inGroup("errors", { verbs: ["create"], ada: ["answer"], parts: ["fault"] }, [
    {
      name: "a request that was put off is made again, and done once",
      async run(context) {
        const { ada } = context.under;
        await context.under.fault?.("throttled");
        const call = await context.finish("create is taken", callOut(context, ada.party));
        await rings(context, ada);
        equal(ada.calls(), 1);
        equal(context.requests.of("create").length, 2);
        await ada.answer?.();
        await context.finish("the call connects", call.connected);
      },
    },
    {
      name: "a request that is not permitted is told as forbidden, with the verb, and not made again",
      async run(context) {
        const { ada } = context.under;
        await context.under.fault?.("forbidden");
        const error = await failure(context, "create", callOut(context, ada.party));
        equal(error.code, "forbidden");
        equal(error.verb, "create");
        ok(!error.retryable, "it is retryable");
        equal(context.requests.of("create").length, 1);
        equal(ada.calls(), 0);
      },
    },
    {
      name: "a request whose answer was lost is made again where that is safe, and else told as outcome-unknown; it rings once",
      async run(context) {
        const { ada, adapter } = context.under;
        await context.under.fault?.("lost");
        const creating = callOut(context, ada.party);
        if (adapter.verbs.create?.repeat === "safe") await context.finish("create is taken", creating);
        else equal((await failure(context, "create", creating)).code, "outcome-unknown");
        await context.pass(2_000);
        equal(ada.calls(), 1);
      },
    },
  ]),
  ...inGroup("errors", { line: true, ada: ["hangUp"] }, [
    {
      name: "a call that the cloud does not know any more is told as call-ended, and ends",
      needs: { verbs: ["inspect"] },
      async run(context) {
        const call = await onTheLine(context);
        context.callbacks.delivery = "lost";
        await context.under.ada.hangUp?.();
        const work = anyWork(context);
        equal((await failure(context, "work on a call that is gone", work(call))).code, "call-ended");
        await isOver(context, call.ref);
      },
    },
  ]),
];

/** Something that can be done on a call. */
function anyWork({
  under,
  leaveOut,
}: AdapterContext): (call: Awaited<ReturnType<typeof onTheLine>>) => Promise<unknown> {
  const { play, sendDtmf, cancelMedia } = under.adapter.verbs;
  if (play) return (call) => call.play(prompt);
  if (sendDtmf) return (call) => call.sendDtmf("1");
  if (cancelMedia) return (call) => call.cancelMedia();
  return leaveOut(`${under.adapter.name} has no media verb`);
}
