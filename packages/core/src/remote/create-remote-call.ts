import type { Call } from "../call/call.js";
import type { CollectResult, Done, PlayResult, SendDtmfResult } from "../call/results.js";
import { leaveScope } from "../call-handle/leave-scope.js";
import { capabilitiesOf } from "../capabilities/capabilities-of.js";
import { CallingError } from "../errors/calling-error.js";
import type { Runtime } from "../holder/runtime.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { CallRecord } from "../record/call-record.js";
import { decodeRecord } from "../record/record-codec.js";
import { readCollectResult } from "../verbs/read-collect-result.js";
import type { Sent } from "./intent.js";
import { milestones } from "./milestones.js";
import { remoteData } from "./remote-data.js";
import { sendIntent } from "./send-intent.js";

/** The instance that has the call carries a verb out within these, ms; then it is silent. */
const patience = { hangUp: 30_000, transfer: 90_000, sendDtmf: 120_000, cancelMedia: 30_000 } as const;

/**
 * The handle of a call that another instance holds. Verbs travel to it through the store and their outcomes come back the same
 * way. Events of the call are told where it is held, and so are its keys.
 */
export function createRemoteCall(runtime: Runtime, record: CallRecord): Call {
  const { key } = record;
  const ref = runtime.refOf(record);
  const along = milestones(runtime, key);
  const current = async () => {
    const stored = await runtime.store.read(key);
    return stored === undefined ? record : decodeRecord(stored);
  };
  const over = (now: CallRecord): never => {
    throw new CallingError("call-ended", `the call is over: ${now.end?.kind ?? "unknown"}`, { callRef: ref });
  };
  const elsewhere = (what: string): never => {
    throw new CallingError("superseded", `${what} of this call are told on the instance that has it`, {
      callRef: ref,
      hint: "Listen with calling.on() on every instance: one of them has the call.",
    });
  };
  return {
    id: key,
    ref,
    providerCallId: record.providerCallId || undefined,
    provider: record.provider,
    direction: record.direction,
    from: record.from,
    to: record.to,
    forwardedFrom: record.forwardedFrom,
    capabilities: capabilitiesOf(runtime.adapterOf(record.member), record),
    get signal() {
      return along.signal();
    },
    get connected() {
      return along.connected();
    },
    get admitted() {
      return along.admitted();
    },
    get ended() {
      return along.ended();
    },
    data: remoteData(runtime, key, current),
    async snapshot() {
      const { state, end, data, participants, inLobby } = await current();
      return { state, end, data, participants, inLobby };
    },
    participants: async () => (await current()).participants,
    hangUp: (options = {}) =>
      sendIntent<Done>(
        runtime,
        key,
        { verb: "hangUp", options: sent(options) },
        { ...wait(options, patience.hangUp), yield: done, ended: () => ({ warnings: [] }) },
      ),
    transfer: (to, { replaces: _, ...options } = {}) =>
      sendIntent<Done>(
        runtime,
        key,
        { verb: "transfer", to, options: sent(options) },
        {
          ...wait(options, patience.transfer),
          yield: done,
          ended: (now) => (now.end?.kind === "transferred" ? { warnings: [] } : over(now)),
        },
      ),
    sendDtmf: (dial, options = {}) =>
      sendIntent<SendDtmfResult>(
        runtime,
        key,
        { verb: "sendDtmf", dial, options: sent(options) },
        {
          ...wait(options, patience.sendDtmf),
          yield: (value) => ({ ...done(value), sent: textOf(value, "sent") }),
          ended: over,
        },
      ),
    dtmf: () => elsewhere("the keys"),
    collectDtmf: (options) =>
      sendIntent<CollectResult>(
        runtime,
        key,
        { verb: "collectDtmf", options: sent(options) },
        {
          ...wait(options, undefined),
          yield: readCollectResult,
          ended: () => ({ tones: "", endedBy: "call-ended" }),
        },
      ),
    play: (prompts, options = {}) =>
      sendIntent<PlayResult>(
        runtime,
        key,
        { verb: "play", prompts, options: sent(options) },
        {
          ...wait(options, undefined),
          yield: (value) => ({
            ...done(value),
            endedBy: textOf(value, "endedBy") === "canceled" ? "canceled" : "completed",
          }),
          ended: over,
        },
      ),
    cancelMedia: (options = {}) =>
      sendIntent<Done>(
        runtime,
        key,
        { verb: "cancelMedia", options: sent(options) },
        { ...wait(options, patience.cancelMedia), yield: done, ended: over },
      ),
    on: () => elsewhere("the events"),
    async [Symbol.asyncDispose]() {
      if ((await current()).state !== "disconnected") await leaveScope(() => this.hangUp());
    },
  };
}

function sent<O extends GivenOptions>({ signal: _, ...options }: O): Sent<O> {
  return options;
}

function wait(options: GivenOptions, timeoutMs: number | undefined) {
  return { signal: options.signal, timeoutMs: options.timeoutMs ?? timeoutMs };
}

function done(value: unknown): Done {
  const warnings = typeof value === "object" && value !== null && "warnings" in value ? value.warnings : [];
  return { warnings: Array.isArray(warnings) ? warnings.map(String) : [] };
}

function textOf(value: unknown, member: string): string {
  const found =
    typeof value === "object" && value !== null
      ? Object.entries(value).find(([name]) => name === member)?.[1]
      : undefined;
  return typeof found === "string" ? found : "";
}
