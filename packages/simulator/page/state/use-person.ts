import { useState } from "react";
import type { PersonView, SimState } from "../../src/control/protocol.js";

const KEY = "trunkline-person";

export interface WhoAmI {
  readonly person: PersonView | undefined;
  /** Other people whose phones ring now. */
  readonly ringing: readonly PersonView[];
  setPerson(personId: string): void;
}

/** Who holds the phone: kept for this tab, so that two tabs can be two people. */
export function usePerson(state: SimState | undefined, first?: string): WhoAmI {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(KEY) ?? undefined);
  const people = state?.people ?? [];
  const find = (id: string | undefined) => people.find((one) => one.id === id);
  const person = find(chosen) ?? find(first) ?? people[0];
  const ringing = people.filter((one) => one !== person && one.hears.some(({ sound }) => sound.kind === "ringing"));
  const setPerson = (personId: string) => {
    sessionStorage.setItem(KEY, personId);
    setChosen(personId);
  };
  return { person, ringing, setPerson };
}
