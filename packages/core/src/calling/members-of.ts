import type { Adapter } from "../adapter/adapter.js";
import { type AnyAdapter, isComposite } from "../adapter/composite.js";
import { CallingError } from "../words/calling-error.js";

/** Letters that are safe in keys and addresses. */
const nameForm = /^[A-Za-z0-9_-]+$/;

/** The adapters by member name, `""` for a single one. @throws CallingError `invalid-request`. */
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
