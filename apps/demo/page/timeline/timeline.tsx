import { Empty, useStickToEnd, type WireEntry } from "@trunkline/simulator/page";
import { useRef } from "react";
import type { BotEvent } from "../../src/protocol.js";
import { MomentRow } from "./moment-row.js";
import { momentsOf } from "./moments.js";
import "./timeline.css";

const SHOWN = 250;

/** What the bot saw beside what went over the wire, moment by moment. */
export function Timeline(props: {
  readonly events: readonly BotEvent[];
  readonly entries: readonly WireEntry[];
  readonly cloud: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const moments = momentsOf(props.events, props.entries).slice(-SHOWN);
  useStickToEnd(scroller, props.events.length + props.entries.length);

  if (moments.length === 0) {
    return (
      <Empty title="Press Enter to call the bot">
        <p>
          What the bot sees appears here, beside the exact messages of {props.cloud}. Switch the cloud above, call
          again, and compare.
        </p>
      </Empty>
    );
  }
  return (
    <div className="timeline" ref={scroller}>
      <div className="timeline-lanes">
        <h2>Your bot</h2>
        <h2>{props.cloud}</h2>
      </div>
      <ol aria-label="Timeline">
        {moments.map((moment) => (
          <MomentRow key={moment.id} moment={moment} />
        ))}
      </ol>
    </div>
  );
}
