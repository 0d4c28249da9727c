import { equal, notEqual, ok } from "node:assert/strict";
import { inGroup } from "../../stage/adapter-case.js";
import { callOut, offered, onTheLine, pickedUp, rings } from "../../stage/calls.js";
import { ends, received } from "../../stage/events.js";
import { begun } from "../../stage/work.js";

/** Every call has its own address, which the cloud was given. */
export const callbackAddresses = inGroup("callback addresses", {}, [
  {
    name: "events that arrive before the answer to create find their call",
    needs: { verbs: ["create"], ada: ["answer"] },
    async run(context) {
      const { ada } = context.under;
      context.requests.keepAnswers();
      const creating = begun(callOut(context, ada.party));
      await rings(context, ada);
      await ada.answer?.();
      const reported = () => context.until("the connection is reported", () => received(context, "call-connected")[0]);
      // At the registered webhook an event names its call by the id that the answer brings.
      const waits = context.under.adapter.webhook.reportsAt === "webhook";
      if (waits) await context.pass(2_000);
      else await reported();
      context.requests.releaseAnswers();
      const call = await context.finish("create is accepted", creating);
      notEqual((await reported()).source, "reconciled", "core had to ask");
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "events that arrive before the answer to answer find their call",
    needs: { verbs: ["answer"], ada: ["dial"] },
    async run(context) {
      const incoming = await offered(context);
      context.requests.keepAnswers();
      const answering = incoming.answer();
      await context.until("the connection is reported", () => received(context, "call-connected")[0]);
      context.requests.releaseAnswers();
      equal((await context.finish("the answer is done", answering)).ref, incoming.ref);
    },
  },
  {
    name: "the events of a call arrive where the adapter says",
    needs: { line: true, ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      const address = context.requests.sent.find(({ verb }) => verb === "create" || verb === "answer")?.context
        .callbackUrl;
      ok(address, "no address was given");
      const before = context.callbacks.all.length;
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
      const came = context.callbacks.all.slice(before);
      ok(came.length > 0, "there were no callbacks");
      const atWebhook = context.under.adapter.webhook.reportsAt === "webhook";
      for (const { url } of came) equal(withoutQuery(url) === withoutQuery(address), !atWebhook, `one came to ${url}`);
    },
  },
  {
    name: "two calls do not interfere",
    needs: { verbs: ["create"], ada: ["answer", "hangUp"], bob: ["answer"] },
    async run(context) {
      const [one, two] = [await pickedUp(context), await pickedUp(context, context.under.bob)];
      notEqual(one.providerCallId, two.providerCallId);
      await context.under.ada.hangUp?.();
      await ends(context, one.ref, "remote-hung-up");
      equal((await two.snapshot()).state, "connected");
    },
  },
]);

function withoutQuery(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
