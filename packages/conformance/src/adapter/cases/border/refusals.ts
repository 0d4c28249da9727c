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

/** A party that no cloud can reach: its identifier belongs to no one. */
const unreachable: Party = { kind: "unknown", rawId: "no such identifier" };

/** Unsupported and invalid requests are refused before they are sent. */
export const refusals = inGroup("refusals", {}, [
  {
    name: "refuse changes nothing, sends nothing, and answers the same each time",
    async run({ under }) {
      const before = under.requests();
      for (const verb of verbNames) look(verb, under.adapter);
      equal(under.requests() - before, 0, "refuse() made requests");
    },
  },
  {
    name: "a call to an unreachable party is refused before any request",
    needs: { verbs: ["create"] },
    run: async (context) => {
      await refused(context, "create", () => callOut(context, unreachable));
    },
  },
  {
    name: "a redirect to an unreachable party is refused before any request",
    needs: { verbs: ["redirect"], ada: ["dial"] },
    async run(context) {
      const incoming = await offered(context);
      await refused(context, "redirect", () => incoming.redirect(unreachable));
      ok(!incoming.signal.aborted, "the bot can no longer decide");
    },
  },
  {
    name: "a transfer to an unreachable party is refused before any request",
    needs: { verbs: ["transfer"], line: true },
    async run(context) {
      const call = await onTheLine(context);
      await refused(context, "transfer", () => call.transfer(unreachable));
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "an unknown provider option is refused before any request",
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
    // The inputs are frozen: changing one throws.
    const refusal = known?.refuse?.(input, call);
    deepEqual(known?.refuse?.(input, call), refusal);
    if (refusal) isRefusal(verb, refusal);
  }
}

function isRefusal(verb: VerbName, { code, message }: Refusal): void {
  ok(code === "invalid-request" || code === "unsupported", `${verb} is refused with ${code}`);
  ok(message.length > 0, `${verb} is refused without a word`);
}
