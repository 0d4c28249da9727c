import { equal, notEqual, ok } from "node:assert/strict";
import { type Adapter, CallingError, type ErrorCode, verbNames } from "@trunkline/core";
import { type AdapterCase, type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { callOut, onTheLine, prompt, rings } from "../../stage/calls.js";
import { isOver, reconcileMs } from "../../stage/events.js";
import { begun, failure } from "../../stage/work.js";

/** What a client may throw besides its own errors. None of these says that the request was not carried out. */
const foreignErrors: readonly unknown[] = [
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

/** What goes wrong on the way to the cloud, as the codes of core. */
export const errors: readonly AdapterCase[] = [
  ...inGroup("errors", {}, [
    {
      name: "anything a client throws becomes a CallingError, and only a clear refusal counts as one",
      async run({ under }) {
        for (const verb of verbNames.filter((name) => under.adapter.verbs[name])) {
          for (const thrown of foreignErrors) {
            const error = under.adapter.mapError(thrown, verb);
            const what = `${verb}: ${String(thrown)}`;
            ok(CallingError.is(error), `${what} does not become a CallingError`);
            ok(mayBeDone.has(error.code), `${what} becomes ${error.code}`);
            ok(!error.retryable, `${what} becomes retryable, though it may have been carried out`);
          }
        }
      },
    },
  ]),
  ...inGroup("errors", { verbs: ["create"], ada: ["answer"], parts: ["fault"] }, [
    {
      name: "a throttled request is sent again, and carried out once",
      async run(context) {
        const { ada } = context.under;
        await context.under.fault?.("throttled");
        const call = await context.finish("create is accepted", callOut(context, ada.party));
        await rings(context, ada);
        equal(ada.calls(), 1);
        equal(context.requests.of("create").length, 2);
        await ada.answer?.();
        await context.finish("the call connects", call.connected);
      },
    },
    {
      name: "a forbidden request fails with forbidden and its verb, and is not sent again",
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
      name: "a request whose answer was lost is sent again if that is safe, and otherwise fails with outcome-unknown; it rings once",
      async run(context) {
        const { ada, adapter } = context.under;
        await context.under.fault?.("lost");
        const creating = callOut(context, ada.party);
        const { repeat = "never" } = adapter.verbs.create ?? {};
        if (repeat === "never") equal((await failure(context, "create", creating)).code, "outcome-unknown");
        else await context.finish("create is accepted", creating);
        await context.pass(2_000);
        equal(ada.calls(), 1);
      },
    },
  ]),
  ...inGroup("errors", { line: true, ada: ["hangUp"] }, [
    {
      name: "work on a call that the cloud no longer knows fails with call-ended, and the call ends",
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
  ...([404, 502] as const).flatMap((status) =>
    inGroup("errors", { line: true, parts: ["gateway"] }, [
      {
        name: `a ${status} of a gateway, which does not know calls, is not taken for the end of the call`,
        async run(context) {
          const { requests, under, until } = context;
          const call = await onTheLine(context);
          const before = requests.errors.length;
          await under.gateway?.(status);
          begun(anyRequest(under.adapter)(call));
          const error = await until("the answer of the gateway is read", () => requests.errors[before]);
          notEqual(error.code, "call-ended", `a page of HTML with ${status} becomes call-ended`);
        },
      },
    ]),
  ),
  ...inGroup("errors", { verbs: ["inspect"], line: true, parts: ["gateway"] }, [
    {
      name: "a gateway that answers when core asks about a call does not end it",
      async run(context) {
        const { requests, pass, under } = context;
        const call = await onTheLine(context);
        await under.gateway?.(404);
        await pass(reconcileMs);
        ok(requests.of("inspect").length > 0, "no inspect was sent");
        equal((await call.snapshot()).state, "connected");
      },
    },
  ]),
];

/** Any request about a call. */
function anyRequest({ verbs }: Adapter): (call: SuiteCall) => Promise<unknown> {
  if (verbs.play) return (call) => call.play(prompt);
  if (verbs.sendDtmf) return (call) => call.sendDtmf("1");
  return (call) => call.hangUp();
}

/** Any work that the adapter can do on a call. */
function anyWork({ under, leaveOut }: AdapterContext): (call: SuiteCall) => Promise<unknown> {
  const { play, sendDtmf, cancelMedia } = under.adapter.verbs;
  if (play) return (call) => call.play(prompt);
  if (sendDtmf) return (call) => call.sendDtmf("1");
  if (cancelMedia) return (call) => call.cancelMedia();
  return leaveOut(`${under.adapter.name} has no media verb`);
}
