import type { Runtime } from "../actor/runtime.js";
import { capabilitiesOf } from "../adapter/capabilities-of.js";
import type { VerbName } from "../adapter/verb-name.js";
import { steady } from "../base/clock.js";
import { leftAlone } from "../events/left-alone.js";
import { leaveScope } from "../handles/leave-scope.js";
import type { Call } from "../interface/call.js";
import type { GivenOptions } from "../operations/verb-options.js";
import type { CallRecord } from "../record/call-record.js";
import type { Sent, Wish } from "../record/command.js";
import { decodeRecord } from "../record/record-codec.js";
import { insist } from "../store/insist.js";
import { readCollectResult } from "../verbs/read-collect-result.js";
import { readTransferred, replacedCall } from "../verbs/transfer.js";
import { CallingError } from "../words/calling-error.js";
import type { CollectResult, Done, PlayResult, SendDtmfResult, TransferResult } from "../words/results.js";
import { followRecord } from "./follow-record.js";
import { milestones } from "./milestones.js";
import { remoteData } from "./remote-data.js";
import { present, type RemoteTarget, sendCommand, storeMs, type Waiting } from "./send-command.js";

/** The instance that has the call tells within these, ms, what became of a verb that was given no `timeoutMs`; after that it is silent. */
const patience = { hangUp: 30_000, transfer: 90_000, sendDtmf: 120_000, cancelMedia: 30_000 } as const;
/** What is added to a `timeoutMs`, ms: it counts where the call is held, and a missed one is told from there. */
const graceMs = 20_000;

/**
 * The handle of a call that another instance holds. Verbs travel to it through the store and their outcomes come back the same
 * way. Events of the call are told where it is held, and so are its keys.
 */
export function createRemoteCall(runtime: Runtime, record: CallRecord): Call {
  const { key, provider } = record;
  const ref = runtime.refOf(record);
  let latest = record;
  const seen = (now: CallRecord) => {
    latest = now;
  };
  const target: RemoteTarget = { key, provider, ref, seen };
  const along = milestones(runtime, target);
  const current = async () => {
    seen(await readNow(runtime, target, latest));
    return latest;
  };
  const elsewhere = (what: string, verb: string): never => {
    throw new CallingError("superseded", `${what} of this call are told on the instance that has it`, {
      ...{ provider, verb, callRef: ref },
      hint: "Listen with calling.on() on every instance: one of them has the call.",
    });
  };
  const send = <T>(make: () => Wish, verb: VerbName | "collectDtmf", waiting: Waiting<T>) =>
    sendCommand<T>(runtime, target, verb, make, waiting);
  const snapshot = async () => {
    const { state, end, data, participants, inLobby } = await current();
    return { state, end, data, participants, inLobby };
  };
  const participants = async () => (await current()).participants;
  return {
    id: key,
    ref,
    get providerCallId() {
      return latest.providerCallId || undefined;
    },
    provider,
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
    data: remoteData(runtime, target, current),
    snapshot: () => leftAlone(runtime, snapshot()),
    participants: () => leftAlone(runtime, participants()),
    hangUp: (options = {}) =>
      send<Done>(() => ({ verb: "hangUp", options: sent(options) }), "hangUp", {
        ...wait(options, patience.hangUp),
        yield: done,
        ended: () => ({ warnings: [] }),
      }),
    transfer: (to, { replaces, ...options } = {}) =>
      send<TransferResult>(
        () => ({
          verb: "transfer",
          to,
          options: { ...sent(options), ...(replaces ? replacedCall({ replaces }) : {}) },
        }),
        "transfer",
        {
          ...wait(options, patience.transfer),
          yield: (value) => ({ ...done(value), ...readTransferred(value) }),
          ended: ({ end }) => (end?.kind === "transferred" ? { warnings: [] } : undefined),
        },
      ),
    sendDtmf: (dial, options = {}) =>
      send<SendDtmfResult>(() => ({ verb: "sendDtmf", dial, options: sent(options) }), "sendDtmf", {
        ...wait(options, patience.sendDtmf),
        yield: (value) => ({ ...done(value), sent: textOf(value, "sent") }),
        ended: () => undefined,
      }),
    dtmf: () => elsewhere("the keys", "dtmf"),
    collectDtmf: (options) =>
      send<CollectResult>(() => ({ verb: "collectDtmf", options: sent(options) }), "collectDtmf", {
        ...wait(options, undefined),
        yield: readCollectResult,
        ended: () => ({ tones: "", endedBy: "call-ended" }),
      }),
    play: (prompts, options = {}) =>
      send<PlayResult>(() => ({ verb: "play", prompts, options: sent(options) }), "play", {
        ...wait(options, undefined),
        yield: (value) => ({
          ...done(value),
          endedBy: textOf(value, "endedBy") === "canceled" ? "canceled" : "completed",
        }),
        ended: () => undefined,
      }),
    cancelMedia: (options = {}) =>
      send<Done>(() => ({ verb: "cancelMedia", options: sent(options) }), "cancelMedia", {
        ...wait(options, patience.cancelMedia),
        yield: done,
        ended: () => undefined,
      }),
    on: () => elsewhere("the events", "on"),
    async [Symbol.asyncDispose]() {
      if ((await current()).state !== "disconnected") await leaveScope(() => this.hangUp());
    },
  };
}

/** The record as it is now. One that is lost is waited for; that of a call that is over may be forgotten, and what was seen of it stands. */
async function readNow(runtime: Runtime, target: RemoteTarget, latest: CallRecord): Promise<CallRecord> {
  const { key } = target;
  if (!latest.end)
    return followRecord(runtime, key, (record) => present(record, { provider: target.provider, callRef: target.ref }), {
      storeMs,
    });
  const clock = steady(runtime.clock);
  const stored = await insist(() => runtime.store.read(key), { clock, until: clock.now() + storeMs });
  return stored === undefined ? latest : decodeRecord(stored);
}

function sent<O extends GivenOptions>({ signal: _, ...options }: O): Sent<O> {
  return options;
}

function wait(options: GivenOptions, usualMs: number | undefined) {
  const { signal, timeoutMs } = options;
  return { signal, timeoutMs: timeoutMs === undefined ? usualMs : timeoutMs + graceMs };
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
