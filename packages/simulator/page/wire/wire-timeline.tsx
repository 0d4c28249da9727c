import { useRef, useState } from "react";
import type { WireEntryView } from "../../src/control/protocol.js";
import { TextButton } from "../ui/text-button.js";
import { useStickToEnd } from "../ui/use-stick-to-end.js";
import { WireRow } from "./wire-row.js";
import "./wire-timeline.css";

const SHOWN = 200;

/** Every message between the bot and its cloud, the newest at the end. */
export function WireTimeline({ entries }: { readonly entries: readonly WireEntryView[] }) {
  const [shown, setShown] = useState(SHOWN);
  const scroller = useRef<HTMLDivElement>(null);
  useStickToEnd(scroller, entries.length);

  const hidden = Math.max(0, entries.length - shown);
  return (
    <div className="wire-timeline" ref={scroller}>
      {hidden > 0 && <TextButton onClick={() => setShown(shown + SHOWN)}>Show {hidden} earlier messages</TextButton>}
      <ol aria-label="Messages on the wire">
        {entries.slice(hidden).map((entry) => (
          <WireRow key={entry.id} entry={entry} />
        ))}
      </ol>
    </div>
  );
}
