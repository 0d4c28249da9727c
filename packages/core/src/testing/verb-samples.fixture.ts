import type { OperationSignal } from "../adapter/signal.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { Call } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import type { VerbOptions } from "../interface/verb-options.js";
import { type CallVerbName, emulatedVerbs } from "../verbs/verb-table.js";
import { phone } from "../words/to-party.js";
import type { TestSignal } from "./loopback.fixture.js";

/** How a bot asks for a verb of a call, and what ends it. Tests of all verbs take them from here. */
export interface VerbSample {
  readonly begin: (call: Call, options?: VerbOptions) => Operation<unknown>;
  /** What ends it on the loopback adapter: a signal about its request, the provider's yes to the request, the end of the call, or two keys. */
  readonly endedBy: "signal" | "acceptance" | "call-end" | "keys";
  /** What the provider reports before: without it the verb would be refused. */
  readonly given?: TestSignal;
  /** What the signal says beside that. */
  readonly says?: Partial<OperationSignal>;
}

const guest = "+14255550177";
const prompt = { url: "https://cdn.example/a.wav" };

export const verbSamples: { readonly [V in CallVerbName]: VerbSample } = {
  hangUp: { begin: (call, options) => call.hangUp(options), endedBy: "call-end" },
  transfer: { begin: (call, options) => call.transfer("+14255550199", options), endedBy: "signal" },
  sendDtmf: { begin: (call, options) => call.sendDtmf("12#", options), endedBy: "signal" },
  collectDtmf: { begin: (call, options) => call.collectDtmf({ ...options, max: 2 }), endedBy: "keys" },
  play: { begin: (call, options) => call.play(prompt, options), endedBy: "signal" },
  cancelMedia: { begin: (call, options) => call.cancelMedia(options), endedBy: "acceptance" },
  muteSelf: { begin: (call, options) => call.muteSelf(options), endedBy: "signal" },
  addParticipant: {
    begin: (call, options) => call.addParticipant(guest, options),
    endedBy: "signal",
    says: { participant: { id: "g", party: phone(guest) } },
  },
  removeParticipant: { begin: (call, options) => call.removeParticipant(guest, options), endedBy: "signal" },
  mute: { begin: (call, options) => call.mute(guest, options), endedBy: "acceptance" },
  unmute: { begin: (call, options) => call.unmute(guest, options), endedBy: "acceptance" },
  hold: { begin: (call, options) => call.hold(guest, options), endedBy: "signal" },
  unhold: {
    begin: (call, options) => call.unhold(guest, options),
    endedBy: "signal",
    given: { kind: "participants", participants: [{ id: "g", party: phone(guest), onHold: true }] },
  },
  unmuteSelf: { begin: (call, options) => call.unmuteSelf(options), endedBy: "signal" },
};

export const sampledVerbs = Object.keys(verbSamples).filter((name): name is CallVerbName => name in verbSamples);

/** The request that a verb stands or falls with. */
export function requestOf(verb: CallVerbName): VerbName {
  return verb === "collectDtmf" ? emulatedVerbs[verb].by : verb;
}
