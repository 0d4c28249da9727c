import type { Signal } from "@trunkline/core";
import { readToneWord } from "../tones/tone-words.js";
import type { ReadCall } from "../wire/read-call.js";
import { type Notification, signalBase } from "./notification.js";

/** A key that was pressed comes as an update of the call. The sequence is an Int64, written as a number or as text. */
export function readTones(notification: Notification, { toneInfo }: ReadCall): readonly Signal[] {
  if (!toneInfo?.tone) return [];
  const { delivery } = notification;
  const base = signalBase(notification);
  const tone = readToneWord(toneInfo.tone);
  if (!tone) {
    return [{ ...base, kind: "unrecognized", id: `unrecognized:${delivery}`, type: `tone ${toneInfo.tone}` }];
  }
  const counted = toneInfo.sequenceId == null ? Number.NaN : Number(toneInfo.sequenceId);
  const sequence = Number.isSafeInteger(counted) ? counted : undefined;
  // What is sent most often of all is not put together by spreading, which costs 2 µs.
  const { at, call, providerCallId, raw } = base;
  return [{ at, call, providerCallId, raw, kind: "dtmf", id: `tone:${sequence ?? delivery}`, tone, sequence }];
}
