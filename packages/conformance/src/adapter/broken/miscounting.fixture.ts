import type { CollectSignal, Signal } from "@trunkline/core";
import { gathering } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, mapSignals, withRun, withVerb } from "./broken-adapter.fixture.js";

/** Adapters that collect keys in another way than they were asked to, or report them wrongly. */
export const miscounting: readonly BrokenAdapter[] = [
  misreporting("reports keys that were pressed before it collected", (report) => ({
    ...report,
    tones: ["9", ...report.tones],
  })),
  misreporting("reports every collection as ended by a key", (report) => ({ ...report, endedBy: "keys" })),
  misreporting("drops the last key", (report) => ({ ...report, tones: report.tones.slice(0, -1) })),
  misreporting("reports no keys of a caller who hangs up", (report) =>
    report.endedBy === "call-ended" ? undefined : report,
  ),
  misreporting("reports collected keys in an event of an unknown kind as well", (report) => [
    report,
    { ...report, kind: "unrecognized", id: `${report.id}:as text`, type: "gathered", raw: report.tones.join("") },
  ]),
  {
    groups: ["collectDtmf"],
    on: gathering,
    name: "collects what it cannot collect as asked",
    break: (sound) => withVerb(sound, "collectDtmf", () => ({ refuse: () => undefined })),
  },
  {
    groups: ["collectDtmf"],
    on: gathering,
    name: "stops prompts only, and no collection",
    break: (sound) => withRun(sound, "cancelMedia", (_input, context, run) => run({}, context)),
  },
  {
    groups: ["collectDtmf"],
    on: gathering,
    name: "says that it has collected when it has been asked to",
    break: (sound) => withVerb(sound, "collectDtmf", () => ({ completes: "acceptance", run: async () => ({}) })),
  },
  {
    groups: ["capabilities"],
    on: gathering,
    name: "collects keys and cannot be stopped",
    break: (sound) => {
      const { cancelMedia: _, ...verbs } = sound.verbs;
      return { verbs };
    },
  },
];

function misreporting(
  name: string,
  change: (report: CollectSignal) => Signal | readonly Signal[] | undefined,
): BrokenAdapter {
  return {
    groups: ["collectDtmf"],
    on: gathering,
    name,
    break: (sound) => mapSignals(sound, (signal) => (signal.kind === "collected" ? change(signal) : signal)),
  };
}
