import type { Signal } from "@trunkline/core";
import type { AdapterGroup } from "../stage/adapter-case.js";
import { type BrokenAdapter, isNamed, mapSignals } from "./broken-adapter.fixture.js";

/** Adapters that drop some signals of the cloud. */
export const deaf: readonly BrokenAdapter[] = [
  deafTo("connections", ["create", "join", "answer", "callback addresses"], (signal) => isState(signal, "connected")),
  deafTo("ends", ["answer", "hangUp", "ends", "states"], (signal) => isState(signal, "disconnected")),
  deafTo("ringing", ["states"], (signal) => isState(signal, "ringing")),
  deafTo("callers", ["incoming", "answer", "reject", "redirect"], ({ kind }) => kind === "incoming"),
  deafTo("callers who give up", ["incoming"], (signal) => isNamed(signal) && signal.kind === "state"),
  deafTo("keys", ["tones", "collectDtmf"], ({ kind }) => kind === "dtmf"),
  {
    groups: ["tones"],
    name: "reports keys for half a minute only",
    break: (sound) => {
      let first: number | undefined;
      return mapSignals(sound, (signal, { at }) => {
        if (signal.kind !== "dtmf") return signal;
        first ??= at;
        return at - first < 30_000 ? signal : undefined;
      });
    },
  },
  deafTo(
    "completions",
    ["play", "sendDtmf", "transfer", "operations", "collectDtmf"],
    ({ kind }) => kind === "operation",
  ),
  deafTo("rosters", ["participants"], ({ kind }) => kind === "participants"),
  deafTo("shared screens", ["content sharing"], ({ kind }) => kind === "content-sharing"),
  deafTo("callbacks of unknown kinds", ["unrecognized"], ({ kind }) => kind === "unrecognized"),
];

function deafTo(what: string, groups: readonly AdapterGroup[], hears: (signal: Signal) => boolean): BrokenAdapter {
  return {
    groups,
    name: `is deaf to ${what}`,
    break: (sound) => mapSignals(sound, (signal) => (hears(signal) ? undefined : signal)),
  };
}

function isState(signal: Signal, state: string): boolean {
  return signal.kind === "state" && signal.state === state;
}
