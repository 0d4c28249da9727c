export { type Adapter, type AdapterParts, type CallTraits, defineAdapter } from "./adapter/adapter.js";
// With a star: packages add to an interface in it.
export type * from "./adapter/adapter-package.js";
export type * from "./adapter/callback.js";
export type { Capabilities, Capability, Limits, Observations } from "./adapter/capabilities.js";
export {
  type AnyAdapter,
  type Composite,
  failover,
  isComposite,
  type Members,
  type ProviderName,
  type ProviderOptions,
  route,
} from "./adapter/composite.js";
export type { Ask, JoiningDecision } from "./adapter/optional.js";
export type * from "./adapter/signal.js";
export {
  type DecisiveVerb,
  defineVerb,
  type Found,
  type OfVerb,
  type Refusal,
  type ResponseContext,
  type Verb,
  type VerbAnswer,
  type VerbCall,
  type VerbContext,
  type VerbRules,
  type Verbs,
} from "./adapter/verb.js";
export type { RejectReason, VerbInputs, VerbName, Who } from "./adapter/verb-inputs.js";
export type { AwaitedDecision, Inbound, Parsed, Principal, Webhook } from "./adapter/webhook.js";
export { type Clock, type ManualClock, manualClock, steady, systemClock } from "./base/clock.js";
export { ClockDifference, clockToleranceMs } from "./base/clock-difference.js";
export type { AbortSignalLike } from "./base/ending.js";
export type { Json, JsonObject } from "./base/json.js";
export { createCalling } from "./calling/create-calling.js";
export type * from "./interface/call.js";
export type {
  Calling,
  CallingOptions,
  CloseOptions,
  CreateOptions,
  HandleContext,
  JoinOptions,
} from "./interface/calling.js";
export type { CallingEvent, EventName, Events, IncomingCall } from "./interface/events.js";
export type { Accepted, Operation } from "./interface/operation.js";
export type * from "./interface/verb-options.js";
export { memoryStore } from "./store/memory-store.js";
export type { CallKey, Change, Entry, Held, Hint, Lease, Store, Waiting } from "./store/store.js";
export type { Logger } from "./telemetry/log.js";
export { type Reveal, withoutCredentials } from "./telemetry/redact.js";
export { verbNames } from "./verbs/verb-table.js";
export {
  type CallState,
  type CarrierCode,
  callStates,
  type EndContext,
  type EndKind,
  type EndReason,
  type ResultInfo,
} from "./words/call-state.js";
export type { CallTiming, TimingClock } from "./words/call-timing.js";
export { CallingError, type CallingErrorDetails, type ErrorCode } from "./words/calling-error.js";
export type {
  CollectResult,
  Done,
  JoinTarget,
  Participant,
  ParticipantLike,
  PlayResult,
  Prompt,
  SendDtmfResult,
  TransferResult,
} from "./words/inputs-and-results.js";
export type * from "./words/party.js";
export { party } from "./words/party.js";
export { sip } from "./words/sip.js";
export { describeParty, isE164, partyKey, phone, toParty } from "./words/to-party.js";
export { readTone, type Tone, tones } from "./words/tone.js";
export { type SchemaIssue, type SchemaResult, type StandardSchema, validate } from "./words/validate.js";
