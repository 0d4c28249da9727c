import { Empty, useStickToEnd, type WireEntry } from "@trunkline/simulator/page";
import { useRef } from "react";
import type { BotEvent } from "../../src/protocol.js";
import { MomentRow } from "./moment-row.js";
import { momentsOf } from "./moments.js";
import "./timeline.css";

const SHOWN = 250;

interface TimelineProps {
  readonly events: readonly BotEvent[];
  readonly entries: readonly WireEntry[];
  readonly cloud: string;
  /** The bot has more than one instance: each event says which one told it. */
  readonly many: boolean;
}

/** What the bot saw beside what went over the wire, moment by moment. */
export function Timeline(props: TimelineProps) {
  // The keys that the bot fetches when it starts are no call.
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
