import type { Adapter } from "../adapter/adapter.js";
import { CallingError } from "../words/calling-error.js";

/** The ref of a call: the provider's name, for people, and the key. */
export function refOf(record: { readonly key: string; readonly provider: string }): string {
  return `${record.provider}:${record.key}`;
}

/** The key in a ref. @throws CallingError `not-found` when it is not a ref. */
export function keyOfRef(ref: unknown): string {
  if (typeof ref !== "string") throw noRef(String(ref));
  const key = ref.slice(ref.indexOf(":") + 1);
  if (ref.includes(":") && key !== "") return key;
  throw noRef(`"${ref}"`);
}

function noRef(what: string): CallingError {
  return new CallingError("not-found", `${what} is not the ref of a call`, { hint: "Use call.ref." });
}

/** An adapter and its name in a composite; `""` where there is only one. */
export interface Member {
  readonly name: string;
  readonly adapter: Adapter;
}

/** A key contains the member's name, so that any instance knows the adapter of a call from its first event. */
export function keyFor(member: Pick<Member, "name">, id: string): string {
  return member.name === "" ? id : `${id}~${member.name}`;
}

/** The name under which the store knows a call by what the provider calls it. */
export function nameOf(member: string, provider: string, alias: string): string {
  // Joined: a text put together with `+` or in backticks keeps all its pieces for as long as it lives, and this one lives for a day.
  return [member, provider, alias].join("/");
}

/** How long a name is remembered, ms. Event Grid retries for up to a day, and this is a little longer. */
export const nameRememberedMs = 25 * 60 * 60_000;

/** The member that a key belongs to. */
export function memberOf(key: string): string {
  return key.split("~")[1] ?? "";
}

/** One id may be spelled in small or capital letters, with dashes or without (documented examples); all spellings name one call. */
export function foldId(id: string): string {
  return id.toLowerCase().replaceAll("-", "");
}
