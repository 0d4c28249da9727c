import { useState } from "react";
import type { WireEntryView } from "../../src/control/protocol.js";
import { Icon } from "../ui/icon.js";
import { Tag } from "./tag.js";
import { WireDetails } from "./wire-details.js";
import { clockTime, fateOf, mischief, pathOf } from "./wire-words.js";
import "./wire-row.css";

const DIRECTIONS = { "to-bot": "Cloud to bot", "from-bot": "Bot to cloud" } as const;

/** One message and its answer: a line, and everything when it is opened. */
export function WireRow({ entry, time = true }: { readonly entry: WireEntryView; readonly time?: boolean }) {
  const [open, setOpen] = useState(false);
  const fate = fateOf(entry);
  const fault = mischief(entry);
  return (
    <li className="wire-row" data-open={open} data-direction={entry.direction}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {time && <time className="wire-row-time number">{clockTime(entry.at)}</time>}
        <span className="wire-row-arrow" title={DIRECTIONS[entry.direction]}>
          <Icon name={entry.direction === "to-bot" ? "right" : "left"} size={16} />
          <span className="visually-hidden">{DIRECTIONS[entry.direction]}: </span>
        </span>
        <span className="wire-row-title">
          {entry.title} {fault && <span className="wire-row-fault">{fault}</span>}
        </span>
        {time && entry.direction === "from-bot" && (
          <span className="wire-row-path">
            {entry.method} {pathOf(entry.url)}
          </span>
        )}
        <Tag tag={entry.tag} />
        <span className="wire-row-fate number" data-mood={fate.mood}>
          {fate.words}
        </span>
      </button>
      {open && <WireDetails entry={entry} />}
    </li>
  );
}
