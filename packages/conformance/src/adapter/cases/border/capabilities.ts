import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type VerbName, verbNames } from "@trunkline/core";
import { inGroup } from "../../stage/adapter-case.js";
import type { AdapterSuiteOptions, AdapterUnderTest } from "../../stage/adapter-under-test.js";
import { missingParts } from "../../stage/left-out.js";
import { type ToSee, verbsUnderTest } from "../verbs/verb-table.js";

/** What an adapter declares about itself. */
export const capabilities = inGroup("capabilities", {}, [
  {
    name: "the suite can exercise every verb: the adapter under test supplies what that takes",
    async run({ under, options }) {
      const lacking = verbsUnseen(under, options).map(
        ({ verb, missing }) => `${verb}: bring ${missing}, or name ${verb} in the option unseen`,
      );
      deepEqual(lacking, []);
    },
  },
  {
    name: "its name can be part of a ref, and it implements this contract",
    async run({ under: { adapter } }) {
      match(adapter.name, /^[a-z][a-z0-9-]*$/i);
      equal(adapter.contract, 2);
    },
  },
  {
    name: "every absent verb has a reason, and no verb is both present and absent",
    async run({ under: { adapter } }) {
      for (const [verb, reason] of Object.entries(adapter.absent ?? {})) {
        ok(reason.trim() !== "", `absent gives no reason for ${verb}`);
        ok(!Object.hasOwn(adapter.verbs, verb), `${verb} is present, and absent says: ${reason}`);
      }
    },
  },
  {
    name: "the verbs that a call lacks are named with a reason, the same one every time",
    async run({ under: { adapter } }) {
      if (!adapter.narrow) return;
      for (const memo of [null, {}, "of another version", { of: ["another version"] }]) {
        for (const group of [true, false]) {
          const narrowed = adapter.narrow({ memo, group });
          deepEqual(adapter.narrow({ memo, group }), narrowed);
          for (const [verb, reason] of Object.entries(narrowed)) {
            ok(reason.trim() !== "", `narrow gives no reason for ${verb}`);
            const has =
              Object.hasOwn(adapter.verbs, verb) || (verb === "subscribeDtmf" && adapter.observations.keysAlways);
            ok(has, `narrow removes ${verb}, which the adapter does not have`);
          }
        }
      }
    },
  },
  {
    name: "its limits are positive numbers",
    async run({ under: { adapter } }) {
      const { redirectRingMs, groupTargets, addParticipantRingMs, ...rest } = adapter.limits;
      const { sendDtmfGap: _gap, bridges: _bridges, replacesByMoving: _moving, ...plain } = rest;
      for (const [name, value] of Object.entries(plain))
        ok(Number.isInteger(value) && value > 0, `limits.${name} is ${value}`);
      for (const [verb, { repeat, completesWithinMs } = {}] of Object.entries(adapter.verbs)) {
        const times = { completesWithinMs, ...(typeof repeat === "object" ? repeat : {}) };
        for (const [name, ms] of Object.entries(times))
          ok(ms === undefined || (Number.isInteger(ms) && ms > 0), `${verb}: ${name} is ${ms}`);
      }
      for (const [name, range] of Object.entries({ redirectRingMs, groupTargets, addParticipantRingMs }))
        if (range) ok(range.min > 0 && range.min <= range.max, `limits.${name} is ${range.min} to ${range.max}`);
    },
  },
  {
    name: "keep-alives have an interval exactly when there is a verb for them",
    async run({ under: { adapter } }) {
      const { keepAliveEveryMs } = adapter.limits;
      equal(
        adapter.verbs.keepAlive !== undefined,
        keepAliveEveryMs !== undefined,
        "limits.keepAliveEveryMs and the verb keepAlive go together",
      );
    },
  },
  {
    name: "keys are always reported, or there is a verb that subscribes to them, but not both",
    async run({ under: { adapter } }) {
      if (adapter.observations.keysAlways)
        equal(adapter.verbs.subscribeDtmf, undefined, "observations.keysAlways is true, and there is a subscribeDtmf");
    },
  },
  {
    name: "it reports the end of released calls exactly when a verb releases them, and returns only then",
    async run({ under: { adapter } }) {
      const { observations, verbs } = adapter;
      const releases = Object.values(verbs).some((verb) => verb?.releases);
      equal(observations.releasedEnd, releases, "observations.releasedEnd and Verb.releases go together");
      if (observations.returns) ok(releases, "observations.returns is true, and no verb releases a call");
    },
  },
  {
    name: "what collects keys can be stopped: there is a cancelMedia beside a collectDtmf",
    async run({ under: { adapter } }) {
      if (adapter.verbs.collectDtmf) ok(adapter.verbs.cancelMedia, "there is a collectDtmf, and no cancelMedia");
    },
  },
  {
    name: "it shows the state of a call when asked only if it can be asked",
    async run({ under: { adapter } }) {
      if (adapter.observations.inspectedState)
        ok(adapter.verbs.inspect, "observations.inspectedState is true, and there is no verb inspect");
    },
  },
]);

/** The verbs of the adapter that cannot be seen at work, each with the parts that the adapter under test does not bring. */
function verbsUnseen(
  under: AdapterUnderTest,
  { unseen = [] }: AdapterSuiteOptions,
): readonly { readonly verb: VerbName; readonly missing: string }[] {
  return verbNames
    .filter((verb) => under.adapter.verbs[verb] && !unseen.includes(verb))
    .map((verb) => ({ verb, missing: missingWays(verbsUnderTest[verb].toSee, under) }))
    .filter(({ missing }) => missing !== "");
}

/** What each way to see a verb at work lacks; `""` when there is one that lacks nothing. */
function missingWays(toSee: ToSee | readonly ToSee[], under: AdapterUnderTest): string {
  const ways = [toSee].flat().map((way) => missingParts(way, under).join(" and "));
  return ways.includes("") ? "" : ways.join(", or ");
}
