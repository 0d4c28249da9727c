import { isJsonObject, type JsonObject } from "../json.js";
import { notSimulated } from "./graph-failure.js";
import type { Reply } from "./reply.js";

/** The members that a reader asked for; `undefined`: all. */
export type Selection = ReadonlySet<string> | undefined;

/** Reads what a query asks of the answer. Only `$select` of what is read is served (documented); every other option of OData is 501. */
export function selectionOf(method: string, query: Readonly<Record<string, string>>): Selection {
  for (const name of Object.keys(query)) {
    if (name.startsWith("$") && (name.toLowerCase() !== "$select" || method !== "GET"))
      throw notSimulated(`The query option ${name} of ${method}`);
  }
  const selected = Object.entries(query).find(([name]) => name.toLowerCase() === "$select")?.[1];
  if (selected === undefined) return undefined;
  return new Set(selected.split(",").map((name) => name.trim().toLowerCase()));
}

/** An answer with the members that were asked for, and its annotations; of a list, each of its members. */
export function selected(reply: Reply, selection: Selection): Reply {
  const { body } = reply;
  if (!selection || !body) return reply;
  const { value } = body;
  if (!Array.isArray(value)) return { ...reply, body: only(body, selection) };
  return { ...reply, body: { ...body, value: value.map((one) => (isJsonObject(one) ? only(one, selection) : one)) } };
}

function only(entity: JsonObject, selection: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name.includes("@") || selection.has(name.toLowerCase())),
  );
}
