import type { Simulator } from "@trunkline/simulator";
import { isE164 } from "trunkline";

/** The telephone number behind what the page names: one of the simulator's people, or a number. @throws Error when it is neither. */
export function phoneOf(simulator: Simulator | undefined, who: string): `+${number}` {
  if (isE164(who)) return who;
  const party = simulator?.people().find((person) => person.id === who)?.party;
  const number = party && "number" in party ? party.number : undefined;
  if (number !== undefined && isE164(number)) return number;
  throw new Error(`"${who}" is nobody with a telephone`);
}
