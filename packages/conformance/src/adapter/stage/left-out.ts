import type { VerbName } from "@trunkline/core";
import type { Needs } from "./adapter-case.js";
import type { AdapterSuiteOptions, AdapterUnderTest } from "./adapter-under-test.js";

/** Why a case cannot be run on this adapter; `undefined` when it can. */
export function whyLeftOut(
  needs: Needs,
  under: AdapterUnderTest,
  { unseen = [] }: AdapterSuiteOptions,
): string | undefined {
  const { adapter } = under;
  const subscribes: readonly VerbName[] = needs.keys && !adapter.observations.keysAlways ? ["subscribeDtmf"] : [];
  for (const verb of [...subscribes, ...(needs.verbs ?? [])]) {
    if (!adapter.verbs[verb]) return `${adapter.name} has no ${verb}`;
    if (unseen.includes(verb)) return `the options of the suite list ${verb} as unseen`;
  }
  for (const observation of needs.observes ?? [])
    if (!adapter.observations[observation]) return `${adapter.name} does not report it (observations.${observation})`;
  const [missing] = missingParts(needs, under);
  return missing === undefined ? undefined : `the adapter under test has no ${missing}`;
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
