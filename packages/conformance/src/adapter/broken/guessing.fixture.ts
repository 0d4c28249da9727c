import { CallingError, type EndKind } from "@trunkline/core";
import type { BrokenAdapter } from "./broken-adapter.fixture.js";

/** Adapters that make up why something went wrong. */
export const guessing: readonly BrokenAdapter[] = [
  ...(["remote-hung-up", "declined", "unknown"] as const).map(
    (kind: EndKind): BrokenAdapter => ({
      groups: ["ends"],
      name: `thinks that every call has ended as ${kind}`,
      break: () => ({ endReason: ({ code, subcode, message }) => ({ kind, code, subcode, message }) }),
    }),
  ),
  {
    groups: ["ends"],
    name: "does not pass on the figures of an end",
    break: (sound) => ({ endReason: (result, context) => ({ ...sound.endReason(result, context), code: 0 }) }),
  },
  {
    groups: ["errors"],
    name: "does not put errors into core's words",
    break: (sound) => ({
      mapError(error, verb) {
        if (error instanceof SyntaxError) throw error;
        return sound.mapError(error, verb);
      },
    }),
  },
  misreading(
    "takes a lost answer for a refusal",
    ["unavailable"],
    (error) => error.about({}) && new CallingError("invalid-request", error.message),
  ),
  misreading("thinks that a lost answer may be had again", ["unavailable"], (error) =>
    error.about({ retryable: true }),
  ),
  misreading(
    "takes being put off for a refusal",
    ["throttled"],
    (error) => new CallingError("conflict", error.message),
  ),
  misreading("takes a refusal for an outage", ["forbidden"], (error) => new CallingError("unavailable", error.message)),
  misreading(
    "does not know what a call is that is gone",
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
