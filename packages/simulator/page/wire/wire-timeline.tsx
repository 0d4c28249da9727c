import { type RefObject, useEffect, useRef, useState } from "react";
import type { WireEntryView } from "../../src/control/protocol.js";
import { TextButton } from "../ui/buttons.js";
import { WireRow } from "./wire-row.js";
import "./wire.css";

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

/** How near the end still counts as being there, px. */
const NEAR = 48;

/** Keeps a list at its end while it grows or its room changes (it may have been hidden), unless the reader has scrolled away. */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>, length: number): void {
  const atEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let top = element.scrollTop;
    const look = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      // Not near and not higher up: the list grew before this event.
      if (near || element.scrollTop < top) atEnd.current = near;
      top = element.scrollTop;
    };
    const room = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    room.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      room.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list is the reason to look.
  useEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [scroller, length]);
}
