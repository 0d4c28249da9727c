import { JsonText } from "@trunkline/simulator/page";
import { useState } from "react";
import type { BotEvent } from "../../src/protocol.js";
import "./event-row.css";

/** One event of the bot's: its name and a few words; all it says when opened. */
export function EventRow({ event }: { readonly event: BotEvent }) {
  const [open, setOpen] = useState(false);
  const step = event.type === "bot-step";
  return (
    <li className="event-row" data-type={event.type} data-open={open}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <strong>{step ? event.summary : event.type}</strong>
        {!step && <span>{event.summary}</span>}
      </button>
      <span className="event-row-instance number" title={`Instance ${event.instance} told this`}>
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
