import { equal, ok } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { IncomingSignal, Signal } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { offered, onTheLine, ringing } from "../../stage/calls.js";
import { connectsOnce, isOver, received, reconcileMs } from "../../stage/events.js";

/** Has core ask about the call that the bot has placed: it does so after a callback that it had to refuse at the call's own address. */
async function askAbout(context: AdapterContext): Promise<void> {
  const url = context.requests.of("create")[0]?.context.callbackUrl ?? "";
  await context.callbacks.send({ url, method: "POST", headers: [], body: new Uint8Array([0]), status: undefined });
  await context.until("core asks about the call", () => context.requests.of("inspect")[0]);
  await context.pass(0);
}

/** Core asks the provider about a call. */
export const inspect = inGroup("inspect", { verbs: ["inspect"], line: true }, [
  {
    name: "a call whose end was never reported is found to be over",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      context.callbacks.delivery = "lost";
      await context.under.ada.hangUp?.();
      await context.pass(reconcileMs);
      equal((await isOver(context, call.ref, 5_000)).source, "reconciled");
    },
  },
  {
    name: "a live call stays up when it is inspected",
    async run(context) {
      const call = await onTheLine(context);
      await context.pass(reconcileMs);
      ok(context.requests.of("inspect").length > 0, "no inspect was sent");
      equal((await call.snapshot()).state, "connected");
      equal(received(context, "call-ended").length, 0);
    },
  },
  {
    name: "a call whose connection was never reported is found to be connected",
    needs: { verbs: ["create"], observes: ["inspectedState"], ada: ["answer"] },
    async run(context) {
      const call = await ringing(context);
      context.callbacks.delivery = "lost";
      await context.under.ada.answer?.();
      await context.pass(context.under.adapter.limits.setUpMs ?? 120_000);
      await context.finish("the call is found connected", call.connected);
    },
  },
  {
    name: "a call that still rings when core asks is not connected, and connects when it is picked up",
    needs: { verbs: ["create"], ada: ["answer"] },
    async run(context) {
      const call = await ringing(context);
      await askAbout(context);
      const { state } = await call.snapshot();
      ok(state === "connecting" || state === "ringing", `it is ${state}`);
      await context.under.ada.answer?.();
      await connectsOnce(context, call);
    },
  },
]);

/** Core asks about a caller about whom the bot has not decided. */
export const inspectOfCallers = inGroup("inspect", { verbs: ["inspect"], ada: ["dial"] }, [
  {
    name: "a caller who waits for the decision is found waiting, so that the bot can still decide",
    async run(context) {
      const { adapter } = context.under;
      await offered(context);
      const announced = context.requests.readings.flatMap(({ parsed }) => parsed.signals);
      const { providerCallId, memo } = announced.find(isIncoming) ?? {};
      if (!providerCallId) return context.leaveOut(`${adapter.name} has no id of a call that is not answered yet`);
      const { signal } = new AbortController();
      const asked = { operationId: randomUUID(), firstSentAt: 0, callbackUrl: "", signal, ending: signal };
      const asking = adapter.verbs.inspect?.run({}, { ...asked, providerCallId, memo: memo ?? null }, undefined);
      const { found } = (await context.finish("inspect is answered", Promise.resolve(asking))) ?? {};
      const state = found?.state ?? "alive";
      ok(
        state === "incoming" || state === "alive",
        `inspect finds a caller who waits "${state}": say incoming, or alive`,
      );
    },
  },
]);

function isIncoming(signal: Signal): signal is IncomingSignal {
  return signal.kind === "incoming";
}

/** Core sends keep-alives to the cloud. */
export const keepAlive = inGroup("keepAlive", { verbs: ["keepAlive"], line: true }, [
  {
    name: "the cloud gets a keep-alive as often as it requires, and the call stays up",
    async run(context) {
      const { keepAliveEveryMs } = context.under.adapter.limits;
      if (keepAliveEveryMs === undefined) throw new Error("limits.keepAliveEveryMs does not say how often");
      const call = await onTheLine(context);
      for (let times = 0; times < 5; times++) await context.pass(keepAliveEveryMs);
      ok(context.requests.of("keepAlive").length >= 5, "too few keep-alives were sent");
      equal((await call.snapshot()).state, "connected");
    },
  },
]);
