import { clockTime, WireRow } from "@trunkline/simulator/page";
import { EventRow } from "./event-row.js";
import type { Moment } from "./moments.js";
import "./moment-row.css";

/** One moment: its time, the bot's events, the messages. */
export function MomentRow({ moment }: { readonly moment: Moment }) {
  return (
    <li className="moment" data-quiet={moment.events.length === 0}>
      <time className="moment-time number">{clockTime(moment.at)}</time>
      <ul className="moment-events">
        {moment.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added, and one that is told again has the same id.
          <EventRow key={`${event.id} ${index}`} event={event} />
        ))}
      </ul>
      <ul className="moment-wire">
        {moment.wire.map((entry) => (
          <WireRow key={entry.id} entry={entry} time={false} />
        ))}
      </ul>
    </li>
  );
}
