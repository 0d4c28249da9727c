import { type Adapter, CallingError, type EndKind, type ResultInfo } from "@trunkline/core";
import { spare } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, mapSignals } from "./broken-adapter.fixture.js";

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
    groups: ["webhook"],
    name: "gives details that are not data",
    on: spare,
    break: (sound) => withResult(sound, (result) => ({ ...result, details: { at: Number.NaN } })),
  },
  {
    groups: ["webhook"],
    name: "makes a number of a word",
    on: spare,
    break: (sound) => withResult(sound, (result) => ({ ...result, code: Number(result.code) })),
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

function withResult(sound: Adapter, change: (result: ResultInfo) => ResultInfo): Pick<Adapter, "webhook"> {
  return mapSignals(sound, (signal) =>
    (signal.kind === "state" || signal.kind === "operation") && signal.result
      ? { ...signal, result: change(signal.result) }
      : signal,
  );
}

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
