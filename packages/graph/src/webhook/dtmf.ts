import type { Signal } from "@trunkline/core";
import { readToneWord } from "../tones/tone-words.js";
import type { ReadCall } from "../wire/read-call.js";
import { type Notification, signalBase } from "./notification.js";

/** A key that was pressed comes as an update of the call. The sequence is an Int64, written as a number or as text. */
export function readTones(notification: Notification, { toneInfo }: ReadCall): readonly Signal[] {
  if (!toneInfo?.tone) return [];
  const base = signalBase(notification);
  const tone = readToneWord(toneInfo.tone);
  if (!tone) {
    return [
      { ...base, kind: "unrecognized", id: `unrecognized:${notification.delivery}`, type: `tone ${toneInfo.tone}` },
    ];
  }
  const sequence = toneInfo.sequenceId == null ? Number.NaN : Number(toneInfo.sequenceId);
  if (!Number.isSafeInteger(sequence)) return [{ ...base, kind: "dtmf", id: `tone:${notification.delivery}`, tone }];
  return [{ ...base, kind: "dtmf", id: `tone:${sequence}`, tone, sequence }];
}
