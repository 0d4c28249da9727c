import type { Adapter } from "../adapter/adapter.js";
import type { VerbRules } from "../adapter/verb.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { Participant } from "../words/inputs-and-results.js";
import { phone } from "../words/to-party.js";
import { connectedWorld } from "./loopback.fixture.js";

export const ada: Participant = { id: "a", party: phone("+14255550123") };
export const bob: Participant = { id: "b", party: phone("+14255550177") };
export const eve: Participant = { id: "e", party: phone("+14255550188") };

/** The same provider with other rules for some verbs; `null`: without the verb. */
export function ruled(rules: { readonly [V in VerbName]?: VerbRules | null }) {
  return (adapter: Adapter): Adapter => {
    const changed = Object.entries(rules).map(([name, rule]) => {
      const verb = Object.entries(adapter.verbs).find(([other]) => other === name)?.[1];
      return [name, rule === null ? undefined : { ...verb, ...rule }];
    });
    return { ...adapter, verbs: { ...adapter.verbs, ...Object.fromEntries(changed) } };
  };
}

/** Holds end with the roster that shows them. */
export const holdsByRoster = ruled({ hold: { completes: "roster" }, unhold: { completes: "roster" } });

/** A connected call whose provider reports who is on it. */
export async function peopleWorld(options: Parameters<typeof connectedWorld>[0] = {}, ...on: readonly Participant[]) {
  const there = await connectedWorld(options);
  const rosters: (readonly Participant[])[] = [];
  const failed: unknown[] = [];
  there.calling.on("participants-changed", ({ participants }) => void rosters.push(participants));
  there.calling.on("operation-failed", ({ verb, error }) => void failed.push(`${verb}: ${error.code}`));
  const roster = (...participants: readonly Participant[]) => there.tell({ kind: "participants", participants });
  if (on.length > 0) await roster(...on);
  /** The last request of a verb reaches the provider, and comes to its end. */
  const finish: typeof there.finish = async (...given) => {
    await there.settle();
    await there.finish(...given);
  };
  return { ...there, roster, rosters, failed, finish };
}

/** What an operation fails with. */
export async function failureOf(operation: PromiseLike<unknown>): Promise<unknown> {
  return operation.then(
    () => "it did not fail",
    (error: unknown) => error,
  );
}
