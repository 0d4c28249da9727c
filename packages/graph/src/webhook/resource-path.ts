import { canonicalId } from "../wire/odata.js";

/** What a notification is about. */
export interface ResourcePath {
  /** `""` where neither an address nor the data name a call. */
  readonly callId: string;
  /** `""` for the call itself; else in lower case: `participants`, `operations`, `contentsharingsessions` … */
  readonly child: string;
  /** The id of the child, as written; `""` when the whole collection is meant. */
  readonly childId: string;
}

/**
 * Reads `resourceUrl`, or the older `resource`: with and without a leading slash, a host or a version, below `/communications` and the
 * deprecated `/app`, in any case.
 */
export function readResourcePath(path: string | null | undefined): ResourcePath | undefined {
  const plain = (path ?? "").replace(/^https?:\/\/[^/]+/i, "").replace(/[?#].*$/, "");
  const parts = plain.split("/").filter(Boolean);
  const at = parts.findIndex((part, index) => part.toLowerCase() === "calls" && isRoot(parts[index - 1]));
  const [callId, child = "", childId = ""] = parts.slice(at + 1);
  if (at < 0 || !callId) return undefined;
  return { callId: canonicalId(callId), child: child.toLowerCase(), childId };
}

function isRoot(part: string | undefined): boolean {
  const root = part?.toLowerCase();
  return root === "communications" || root === "app";
}
