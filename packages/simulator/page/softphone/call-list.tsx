import { useState } from "react";
import { isLive, type Line } from "../state/line.js";
import { duration, endWords, nameOf } from "../state/words.js";
import { Icon } from "../ui/icon.js";
import "./softphone.css";

/** A person's calls, the newest first. Choosing one shows its messages alone; choosing it again shows all. */
export function CallList(props: {
  readonly lines: readonly Line[];
  readonly chosen: string | undefined;
  readonly onChoose: (callId: string | undefined) => void;
}) {
  if (props.lines.length === 0) return null;
  return (
    <section className="call-list" aria-labelledby="call-list-title">
      <h2 id="call-list-title">Calls</h2>
      <ul>
        {props.lines.slice(0, 8).map((line) => {
          const chosen = line.call.id === props.chosen;
          return (
            <li key={line.call.id}>
              <button
                type="button"
                aria-pressed={chosen}
                onClick={() => props.onChoose(chosen ? undefined : line.call.id)}
              >
                <Icon name={line.mine.direction === "incoming" ? "in" : "out"} size={16} />
                <span className="call-list-name">{nameOf(line)}</span>
                <span className="call-list-outcome number">{outcome(line)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function outcome(line: Line): string {
  if (isLive(line)) return "now";
  const { connectedAt, endedAt } = line.mine;
  const talked = connectedAt !== undefined && endedAt !== undefined ? ` · ${duration(endedAt - connectedAt)}` : "";
  return endWords(line) + talked;
}

/** The call whose messages are to be seen alone. A new call ends the choice: one wants to see what happens. */
export function useChosenCall(
  lines: readonly Line[],
): readonly [callId: string | undefined, choose: (callId: string | undefined) => void] {
  const [choice, setChoice] = useState<{ readonly callId: string; readonly newest: string | undefined }>();
  const newest = lines[0]?.call.id;
  const choose = (callId: string | undefined) => setChoice(callId === undefined ? undefined : { callId, newest });
  return [choice?.newest === newest ? choice?.callId : undefined, choose];
}
