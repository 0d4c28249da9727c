import { gunzipSync, gzipSync } from "node:zlib";
import type { Random } from "../../engine/random.js";

/** The real one is 8 to 9 KB; what fills it here is noise, so that nobody's limits are too tight. */
const FILLER_BYTES = 4700;

/** An incomingCallContext in the real one's form: an unsigned JWT around a compressed record (observed). */
export function contextOfLeg(legId: string, random: Random): string {
  const noise = Buffer.from(Array.from({ length: FILLER_BYTES }, () => Math.floor(random.next() * 256)));
  const cc = gzipSync(JSON.stringify({ legId })).toString("base64");
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ cc, shrToken: noise.toString("base64url") })}.`;
}

/** The leg that a context stands for; `undefined` if it is not one of ours. */
export function legOfContext(context: string): string | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(context.split(".")[1] ?? "", "base64url").toString("utf8"));
    if (typeof payload !== "object" || payload === null || !("cc" in payload)) return undefined;
    const record: unknown = JSON.parse(gunzipSync(Buffer.from(String(payload.cc), "base64")).toString("utf8"));
    if (typeof record !== "object" || record === null || !("legId" in record)) return undefined;
    return String(record.legId);
  } catch {
    return undefined;
  }
}
