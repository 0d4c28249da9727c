import type { Deadline } from "../state/line.js";
import { duration, endWords } from "../state/words.js";
import type { Phone } from "./use-phone.js";

/** One line under the name: how the call stands. */
export function statusWords(
  phone: Pick<Phone, "state" | "line" | "lines">,
  now: number,
  deadline: Deadline | undefined,
): string {
  const { line, lines, state } = phone;
  switch (state) {
    case "ringing":
      return "is calling you";
    case "dialing":
      return deadline ? `Ringing · ${Math.max(0, Math.ceil((deadline.until - now) / 1000))} s to decide` : "Ringing";
    case "waiting":
      return "Waiting in the lobby";
    case "connected":
      return duration(now - (line?.mine.connectedAt ?? now)) + (line?.mine.muted ? " · muted" : "");
    case "idle":
      return lines[0] ? endWords(lines[0]) : "Press Enter to call";
  }
}
