import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type VerbName, verbNames } from "@trunkline/core";
import { inGroup } from "../../stage/adapter-case.js";
import type { AdapterSuiteOptions, AdapterUnderTest } from "../../stage/adapter-under-test.js";
import { missingParts } from "../../stage/left-out.js";
import { verbsUnderTest } from "../verbs/verb-table.js";

/** What an adapter says of itself. */
export const capabilities = inGroup("capabilities", {}, [
  {
    name: "everything that it has can be seen: the adapter under test brings what that takes",
    async run({ under, options }) {
      const lacking = verbsUnseen(under, options).map(
        ({ verb, missing }) => `${verb}: bring ${missing.join(" and ")}, or name ${verb} in the option unseen`,
      );
      deepEqual(lacking, []);
    },
  },
  {
    name: "its name can be part of a ref, and it is of this contract",
    async run({ under: { adapter } }) {
      match(adapter.name, /^[a-z][a-z0-9-]*$/i);
      equal(adapter.contract, 1);
    },
  },
  {
    name: "what is absent says why, and nothing is both there and absent",
    async run({ under: { adapter } }) {
      for (const [verb, reason] of Object.entries(adapter.absent ?? {})) {
        ok(reason.trim() !== "", `absent gives no reason for ${verb}`);
        ok(!Object.hasOwn(adapter.verbs, verb), `${verb} is there, and absent says: ${reason}`);
      }
    },
  },
  {
    name: "what a call has less than its provider is told with the reason, and always the same",
    async run({ under: { adapter } }) {
      if (!adapter.narrow) return;
      for (const memo of [null, {}, "of another version", { of: ["another version"] }]) {
        for (const group of [true, false]) {
          const narrowed = adapter.narrow({ memo, group });
          deepEqual(adapter.narrow({ memo, group }), narrowed);
          for (const [verb, reason] of Object.entries(narrowed)) {
            ok(reason.trim() !== "", `narrow gives no reason for ${verb}`);
            ok(Object.hasOwn(adapter.verbs, verb), `narrow takes ${verb} away, and the adapter does not have it`);
          }
        }
      }
    },
  },
  {
    name: "its figures are figures",
    async run({ under: { adapter } }) {
      const { redirectRingMs, groupTargets, sendDtmfGap: _gap, ...plain } = adapter.limits;
      for (const [name, value] of Object.entries(plain))
        ok(Number.isInteger(value) && value > 0, `limits.${name} is ${value}`);
      for (const [name, range] of Object.entries({ redirectRingMs, groupTargets }))
        if (range) ok(range.min > 0 && range.min <= range.max, `limits.${name} is ${range.min} to ${range.max}`);
    },
  },
  {
    name: "a sign of life is wanted as often as it can be given",
    async run({ under: { adapter } }) {
      const { keepAliveEveryMs } = adapter.limits;
      equal(
        adapter.verbs.keepAlive !== undefined,
        keepAliveEveryMs !== undefined,
        "limits.keepAliveEveryMs and the verb keepAlive go together",
      );
    },
  },
]);

/** The verbs of the adapter that cannot be seen at work, each with the parts that the adapter under test does not bring. */
function verbsUnseen(
  under: AdapterUnderTest,
  { unseen = [] }: AdapterSuiteOptions,
): readonly { readonly verb: VerbName; readonly missing: readonly string[] }[] {
  return verbNames
    .filter((verb) => under.adapter.verbs[verb] && !unseen.includes(verb))
    .map((verb) => ({ verb, missing: missingParts(verbsUnderTest[verb].toSee, under) }))
    .filter(({ missing }) => missing.length > 0);
}
