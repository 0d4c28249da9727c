import {
  CallingError,
  type Inbound,
  type OperationSignal,
  type Parsed,
  type ResultInfo,
  readTone,
  type Signal,
  type StateSignal,
} from "@trunkline/core";
import { readParty } from "../parties/parties.js";
import { type Fact, factOf, readEvent, type WireEvent } from "./wire-event.js";

/** Reads a verified callback: one event. */
export function parse(inbound: Inbound): Parsed {
  const event = readEvent(inbound.body);
  if (!event) throw new CallingError("invalid-request", "the callback is not an event of the carrier");
  const base = baseOf(event, inbound);
  return { signals: [read(factOf(event), base) ?? { ...base, kind: "unrecognized", type: event.type }] };
}

type Base = Pick<Signal, "id" | "at" | "providerCallId" | "leg">;

/** The carrier gives an event the same id with each delivery. */
function baseOf({ id, call, leg, at }: WireEvent, inbound: Inbound): Base {
  return { id, at: at ?? inbound.at, providerCallId: call, leg };
}

const states = { "call.ringing": "ringing", "call.answered": "connected" } as const;

const outcomes: Readonly<Record<string, OperationSignal["outcome"]>> = {
  finished: "completed",
  stopped: "canceled",
  failed: "failed",
};

function read(fact: Fact | undefined, base: Base): Signal | undefined {
  switch (fact?.type) {
    case "call.incoming":
      return { ...base, kind: "incoming", from: readParty(fact.from), to: readParty(fact.to) };
    case "call.ringing":
    case "call.answered":
      return { ...base, kind: "state", state: states[fact.type] };
    case "call.returned":
      return { ...base, kind: "returned" };
    case "call.ended":
      return ended(fact, base);
    case "command.ended":
      return commandEnded(fact, base);
    case "key": {
      const tone = readTone(fact.key);
      return tone && { ...base, kind: "dtmf", tone };
    }
    default:
      return undefined;
  }
}

function ended({ cause, sip }: Fact & { type: "call.ended" }, base: Base): StateSignal {
  return { ...base, kind: "state", state: "disconnected", result: resultOf(cause, sip) };
}

/** The carrier has words for codes, and gives the SIP response of a call that was not answered. */
function resultOf(cause: string, sip: number | undefined): ResultInfo {
  return { code: cause, subcode: 0, message: cause, ...(sip === undefined ? {} : { details: { sip } }) };
}

function commandEnded(fact: Fact & { type: "command.ended" }, base: Base): OperationSignal {
  const { command, command_id: operationId, outcome, cause, sip } = fact;
  return {
    ...base,
    kind: "operation",
    verb: command === "bridge" ? "transfer" : command,
    operationId,
    outcome: outcomes[outcome] ?? "failed",
    ...(cause === undefined ? {} : { result: resultOf(cause, sip) }),
  };
}
