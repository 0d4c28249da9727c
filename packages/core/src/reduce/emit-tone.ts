import type { PressedTone } from "../record/call-record.js";
import { onCollectTone } from "./collect.js";
import type { Turn } from "./turn.js";

/** Reports a key to the bot, and to the collection under way. */
export function emitTone(turn: Turn, tone: PressedTone): void {
  const secret = turn.record.collect?.secret ?? false;
  const raw = tone.raw === undefined || secret ? {} : { raw: tone.raw };
  const cause = { id: tone.id, at: tone.at, source: "event", ...raw } as const;
  turn.emit({ type: "dtmf-received", tone: tone.tone, secret }, cause);
  onCollectTone(turn, tone.tone, cause);
}
