import { useState } from "react";
import type { Line } from "../state/line.js";

/** The call whose messages are to be seen alone. A new call ends the choice: one wants to see what happens. */
export function useChosenCall(
  lines: readonly Line[],
): readonly [callId: string | undefined, choose: (callId: string | undefined) => void] {
  const [choice, setChoice] = useState<{ readonly callId: string; readonly newest: string | undefined }>();
  const newest = lines[0]?.call.id;
  const choose = (callId: string | undefined) => setChoice(callId === undefined ? undefined : { callId, newest });
  return [choice?.newest === newest ? choice?.callId : undefined, choose];
}
