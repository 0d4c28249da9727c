import type { Adapter } from "../adapter/adapter.js";

/** An adapter together with the name that a composite has for it; `""` where there is only one. */
export interface Member {
  readonly name: string;
  readonly adapter: Adapter;
}

/** A key carries the member's name, so that whoever first sees an event of the call knows whose it is. */
export function keyFor(member: Pick<Member, "name">, id: string): string {
  return member.name === "" ? id : `${id}~${member.name}`;
}

/** The member that a key belongs to. */
export function memberOf(key: string): string {
  return key.split("~")[1] ?? "";
}
