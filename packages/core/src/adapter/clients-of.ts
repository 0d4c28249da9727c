import type { Composite, Members } from "./composite.js";

/** The members' clients by name. */
export function clientsOf<M extends Members>(members: M): Composite<string, M>["client"] {
  const clients = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.client]));
  // Object.fromEntries forgets which name had which client; the keys and values are those of `members`.
  return clients as Composite<string, M>["client"];
}
