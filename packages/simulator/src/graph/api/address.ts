import { isJsonObject, type JsonObject } from "../wire/body.js";
import { notSimulated } from "../wire/errors.js";
import type { Reply } from "./route.js";

/** What a path below a version asks for: the pattern that it fits, and the ids in it. */
export interface PathMatch<Pattern> {
  readonly pattern: Pattern;
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * Finds the pattern that a path fits. Words compare without regard to case, actions may carry the prefix `microsoft.graph.`,
 * and `/app` is the old name of `/communications` (all documented). A word fits better than an id.
 */
export function matchPath<Pattern extends { readonly path: string }>(
  segments: readonly string[],
  patterns: readonly Pattern[],
): PathMatch<Pattern> | undefined {
  const matches = patterns.flatMap((pattern) => {
    const ids = idsIn(pattern.path.split("/"), segments);
    return ids ? [{ pattern, ids }] : [];
  });
  return matches.sort((a, b) => Object.keys(a.ids).length - Object.keys(b.ids).length)[0];
}

/** The segments below `/communications`, or `undefined` when the path is about something else. */
export function callingSegments(path: string): readonly string[] | undefined {
  const [root, ...segments] = path.split("/").filter((segment) => segment !== "");
  if (root === undefined || !/^(communications|app)$/i.test(root)) return undefined;
  return segments.map(decoded);
}

/** A segment that is encoded badly stays as it is: it names nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function idsIn(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) ids[name] = segment;
    else if (segment.replace(/^microsoft\.graph\./i, "").toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return ids;
}

/** The members that a reader asked for; `undefined`: all. */
type Selection = ReadonlySet<string> | undefined;

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
