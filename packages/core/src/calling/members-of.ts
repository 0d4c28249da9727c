import type { Adapter } from "../adapter/adapter.js";
import { type AnyAdapter, isComposite } from "../adapter/composite.js";
import { CallingError } from "../words/calling-error.js";

/** What stands between a key and a member's name in it, or elsewhere in an address. */
const nameForm = /^[A-Za-z0-9_-]+$/;

/** The single adapters by name, `""` where there is only one. @throws CallingError `invalid-request`. */
export function membersOf(adapter: AnyAdapter): ReadonlyMap<string, Adapter> {
  if (!isComposite(adapter)) return new Map([["", adapter]]);
  for (const name of Object.keys(adapter.members)) {
    if (!nameForm.test(name))
      throw new CallingError("invalid-request", `${adapter.name}: "${name}" is no name for a member`, {
        hint: "Use letters, digits, - and _: it becomes part of addresses.",
      });
  }
  return new Map(Object.entries(adapter.members));
}
