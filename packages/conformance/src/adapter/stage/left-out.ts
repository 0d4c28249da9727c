import type { Adapter, VerbName } from "@trunkline/core";
import type { Needs } from "./adapter-case.js";
import type { AdapterSuiteOptions, AdapterUnderTest } from "./adapter-under-test.js";

/** Why a case cannot be run on this adapter; `undefined` when it can. */
export function whyLeftOut(
  needs: Needs,
  under: AdapterUnderTest,
  { unseen = [] }: AdapterSuiteOptions,
): string | undefined {
  const { adapter } = under;
  for (const verb of verbsFor(needs, adapter)) {
    if (!adapter.verbs[verb]) return `${adapter.name} has no ${verb}`;
    if (unseen.includes(verb)) return `the options of the suite list ${verb} as unseen`;
  }
  for (const observation of needs.observes ?? [])
    if (!adapter.observations[observation]) return `${adapter.name} does not report it (observations.${observation})`;
  const [missing] = missingParts(needs, under);
  return missing === undefined ? undefined : `the adapter under test has no ${missing}`;
}

/** The verbs that it takes, with those of which core makes what the cloud does not do itself. */
function verbsFor({ verbs = [], keys, collects }: Needs, { verbs: has, observations }: Adapter): readonly VerbName[] {
  const collectedByCore = collects && !has.collectDtmf;
  const subscribes = (keys || collectedByCore) && !observations.keysAlways;
  return [
    ...(subscribes ? (["subscribeDtmf"] as const) : []),
    ...(collectedByCore ? (["play"] as const) : []),
    ...(collects ? (["cancelMedia"] as const) : []),
    ...verbs,
  ];
}

/** How the suite can get a connected call with Ada. */
export function wayToLine({ adapter, ada }: AdapterUnderTest): "create" | "answer" | undefined {
  if (adapter.verbs.create && ada.answer) return "create";
  return adapter.verbs.answer && ada.dial ? "answer" : undefined;
}

/** The needed parts that the adapter under test lacks. */
export function missingParts(needs: Needs, under: AdapterUnderTest): readonly string[] {
  const { ada, bob } = under;
  return [
    ...(needs.line && !wayToLine(under)
      ? ["ada.answer for a call that the bot makes, nor ada.dial for one that it answers"]
      : []),
    ...(needs.ada ?? []).filter((act) => !ada[act]).map((act) => `ada.${act}`),
    ...(needs.bob && !bob ? ["bob"] : []),
    ...(needs.bob ?? []).filter((act) => bob && !bob[act]).map((act) => `bob.${act}`),
    ...(needs.parts ?? []).filter((part) => !under[part]),
  ];
}
