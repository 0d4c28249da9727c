import { type Adapter, CallingError, type EndKind, type ResultInfo } from "@trunkline/core";
import { spare } from "../exchange/exchange-traits.fixture.js";
import { ExchangeRefusal } from "../exchange/switchboard.fixture.js";
import { type BrokenAdapter, mapSignals, withRun } from "./broken-adapter.fixture.js";

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
  ...([404, 502] as const).map(
    (status): BrokenAdapter => ({
      groups: ["errors"],
      name: `takes a ${status} of a gateway for the end of the call`,
      break: (sound) => ({
        mapError(error, verb) {
          if (error instanceof ExchangeRefusal && error.byGateway && error.status === status)
            return new CallingError("call-ended", error.message);
          return sound.mapError(error, verb);
        },
      }),
    }),
  ),
  {
    groups: ["errors"],
    name: "takes a 404 of a gateway for a call that is gone",
    break: (sound) =>
      withRun(sound, "inspect", (input, context, run) =>
        run(input, context).catch((error: unknown) => {
          if (error instanceof ExchangeRefusal && error.status === 404) return { found: { state: "gone" } };
          throw error;
        }),
      ),
  },
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
