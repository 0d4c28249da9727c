import { deepEqual, equal, ok } from "node:assert/strict";
import {
  type Adapter,
  type Party,
  type Refusal,
  type Verb,
  type VerbInputs,
  type VerbName,
  verbNames,
} from "@trunkline/core";
import { inGroup } from "../../stage/adapter-case.js";
import { callOut, offered, onTheLine } from "../../stage/calls.js";
import { refused } from "../../stage/work.js";
import { inputsOf } from "../verbs/verb-table.js";

/** A party that no cloud can reach: it has nothing but an identifier that belongs to no one. */
const nobody: Party = { kind: "unknown", rawId: "nobody, by any name" };

/** What cannot be done is refused before any request. */
export const refusals = inGroup("refusals", {}, [
  {
    name: "looking at an input changes nothing, sends nothing, and gives the same answer each time",
    async run({ under }) {
      const before = under.requests();
      for (const verb of verbNames) look(verb, under.adapter);
      equal(under.requests() - before, 0, "refuse() has made requests");
    },
  },
  {
    name: "a call to somebody who cannot be reached is refused before any request",
    needs: { verbs: ["create"] },
    run: async (context) => {
      await refused(context, "create", () => callOut(context, nobody));
    },
  },
  {
    name: "a redirect to somebody who cannot be reached is refused before any request",
    needs: { verbs: ["redirect"], ada: ["dial"] },
    async run(context) {
      const incoming = await offered(context);
      await refused(context, "redirect", () => incoming.redirect(nobody));
      ok(!incoming.signal.aborted, "the bot cannot decide any more");
    },
  },
  {
    name: "a transfer to somebody who cannot be reached is refused before any request",
    needs: { verbs: ["transfer"], line: true },
    async run(context) {
      const call = await onTheLine(context);
      await refused(context, "transfer", () => call.transfer(nobody));
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "an option of its own that no verb has is refused before any request",
    needs: { verbs: ["create"], ada: ["answer"] },
    async run(context) {
      const { ada, bot, adapter } = context.under;
      const providerOptions = { [adapter.name]: { "no such option": true } };
      const create = () => context.calling.create({ to: ada.party, from: bot, providerOptions });
      equal((await refused(context, "create", create)).code, "invalid-request");
    },
  },
]);

function look<V extends VerbName>(verb: V, { verbs }: Adapter): void {
  const known: Verb<VerbInputs[V], unknown> | undefined = verbs[verb];
  const call = Object.freeze({ memo: null });
  for (const input of inputsOf(verb)) {
    // The inputs are frozen: one that is changed throws.
    const refusal = known?.refuse?.(input, call);
    deepEqual(known?.refuse?.(input, call), refusal);
    if (refusal) isRefusal(verb, refusal);
  }
}

function isRefusal(verb: VerbName, { code, message }: Refusal): void {
  ok(code === "invalid-request" || code === "unsupported", `${verb} is refused with ${code}`);
  ok(message.length > 0, `${verb} is refused without a word`);
}
