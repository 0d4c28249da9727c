import { clockTime, Empty, JsonText, useStickToEnd, type WireEntry, WireRow } from "@trunkline/simulator/page";
import { useRef, useState } from "react";
import type { BotEvent } from "../../src/protocol.js";
import { type Moment, momentsOf } from "./moments.js";
import "./timeline.css";

const SHOWN = 250;

interface TimelineProps {
  readonly events: readonly BotEvent[];
  readonly entries: readonly WireEntry[];
  readonly cloud: string;
  /** The bot has more than one instance: each event shows the one that reported it. */
  readonly many: boolean;
}

/** The bot's events next to the messages on the wire, moment by moment. */
export function Timeline(props: TimelineProps) {
  // Fetching keys at start is not part of a call.
  const begun = props.events.length > 0 || props.entries.some(({ callId }) => callId !== undefined);
  if (begun) return <Moments {...props} />;
  return (
    <Empty title="Press Enter to call the bot">
      <p>
        What the bot sees appears here, beside the exact messages of {props.cloud}. Switch the cloud above, call again,
        and compare.
      </p>
    </Empty>
  );
}

function Moments({ events, entries, cloud, many }: TimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useStickToEnd(scroller, events.length + entries.length);
  return (
    <div className="timeline" data-many={many} ref={scroller}>
      <div className="timeline-lanes">
        <h2>Your bot</h2>
        <h2>{cloud}</h2>
      </div>
      <ol aria-label="Timeline">
        {momentsOf(events, entries)
          .slice(-SHOWN)
          .map((moment) => (
            <MomentRow key={moment.id} moment={moment} />
          ))}
      </ol>
    </div>
  );
}

/** One moment: its time, the bot's events, the messages. */
function MomentRow({ moment }: { readonly moment: Moment }) {
  return (
    <li className="moment" data-quiet={moment.events.length === 0}>
      <time className="moment-time number">{clockTime(moment.at)}</time>
      <ul className="moment-events">
        {moment.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added, and one that is delivered again has the same id.
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

/** One event of the bot: its name and a few words; everything else when opened. */
function EventRow({ event }: { readonly event: BotEvent }) {
  const [open, setOpen] = useState(false);
  const step = event.type === "bot-step";
  return (
    <li className="event-row" data-type={event.type} data-open={open}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <strong>{step ? event.summary : event.type}</strong>
        {!step && <span>{event.summary}</span>}
      </button>
      <span className="event-row-instance number" title={`Instance ${event.instance} reported this`}>
        <span className="visually-hidden">by instance </span>
        {event.instance}
      </span>
      {open && (
        <JsonText
          text={JSON.stringify({ id: event.id, call: event.call, instance: event.instance, ...event.details })}
        />
      )}
    </li>
  );
}
