import { CallingError, type EndKind } from "@trunkline/core";
import type { BrokenAdapter } from "./broken-adapter.fixture.js";

/** Adapters that guess why something failed. */
export const guessing: readonly BrokenAdapter[] = [
  ...(["remote-hung-up", "declined", "unknown"] as const).map(
    (kind: EndKind): BrokenAdapter => ({
      groups: ["ends"],
      name: `reports every call as ended with ${kind}`,
      break: () => ({ endReason: ({ code, subcode, message }) => ({ kind, code, subcode, message }) }),
    }),
  ),
  {
    groups: ["ends"],
    name: "drops the result code of an end",
    break: (sound) => ({ endReason: (result, context) => ({ ...sound.endReason(result, context), code: 0 }) }),
  },
  {
    groups: ["errors"],
    name: "throws in mapError",
    break: (sound) => ({
      mapError(error, verb) {
        if (error instanceof SyntaxError) throw error;
        return sound.mapError(error, verb);
      },
    }),
  },
  misreading(
    "maps a lost answer to a refusal",
    ["unavailable"],
    (error) => error.about({}) && new CallingError("invalid-request", error.message),
  ),
  misreading("maps a lost answer to a retryable error", ["unavailable"], (error) => error.about({ retryable: true })),
  misreading("maps throttling to a refusal", ["throttled"], (error) => new CallingError("conflict", error.message)),
  misreading("maps a refusal to an outage", ["forbidden"], (error) => new CallingError("unavailable", error.message)),
  misreading(
    "maps a call that is gone to not-found",
    ["call-ended"],
    (error) => new CallingError("not-found", error.message),
    ["errors", "answer"],
  ),
];

function misreading(
  name: string,
  codes: readonly string[],
  misread: (error: CallingError) => CallingError,
  groups: BrokenAdapter["groups"] = ["errors"],
): BrokenAdapter {
  return {
    groups,
    name,
    break: (sound) => ({
      mapError(error, verb) {
        const read = sound.mapError(error, verb);
        return codes.includes(read.code) ? misread(read) : read;
      },
    }),
  };
}
