import type { Signal } from "@trunkline/core";
import type { AdapterGroup } from "../stage/adapter-case.js";
import { type BrokenAdapter, telling } from "./broken-adapter.fixture.js";

/** Adapters that do not pass on what the cloud tells. */
export const deaf: readonly BrokenAdapter[] = [
  deafTo("connections", ["create", "join", "answer", "callback addresses"], (signal) => isState(signal, "connected")),
  deafTo("ends", ["answer", "hangUp", "ends", "states"], (signal) => isState(signal, "disconnected")),
  deafTo("ringing", ["states"], (signal) => isState(signal, "ringing")),
  deafTo("callers", ["incoming", "answer", "reject", "redirect"], ({ kind }) => kind === "incoming"),
  deafTo("callers who give up", ["incoming"], (signal) => "alias" in signal.call && signal.kind === "state"),
  deafTo("keys", ["tones", "collectDtmf"], ({ kind }) => kind === "dtmf"),
  deafTo(
    "the ends of work",
    ["play", "sendDtmf", "transfer", "operations", "collectDtmf"],
    ({ kind }) => kind === "operation",
  ),
  deafTo("rosters", ["participants"], ({ kind }) => kind === "participants"),
  deafTo("shared screens", ["content sharing"], ({ kind }) => kind === "content-sharing"),
  deafTo("what it does not know", ["unrecognized"], ({ kind }) => kind === "unrecognized"),
];

function deafTo(what: string, groups: readonly AdapterGroup[], hears: (signal: Signal) => boolean): BrokenAdapter {
  return {
    groups,
    name: `is deaf to ${what}`,
    break: (sound) => telling(sound, (signal) => (hears(signal) ? undefined : signal)),
  };
}

function isState(signal: Signal, state: string): boolean {
  return signal.kind === "state" && signal.state === state;
}
