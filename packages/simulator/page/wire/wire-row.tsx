import { useState } from "react";
import type { WireEntryView } from "../../src/control/protocol.js";
import { Icon } from "../ui/icon.js";
import { JsonText } from "./json-text.js";
import { clockTime, faultWords, outcomeOf, pathOf } from "./wire-words.js";
import "./wire.css";

const DIRECTIONS = { "to-bot": "Cloud to bot", "from-bot": "Bot to cloud" } as const;

/** One message and its answer: a line, and everything when it is opened. */
export function WireRow({ entry, time = true }: { readonly entry: WireEntryView; readonly time?: boolean }) {
  const [open, setOpen] = useState(false);
  const outcome = outcomeOf(entry);
  const fault = faultWords(entry);
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
        <span className="wire-row-outcome number" data-mood={outcome.mood}>
          {outcome.words}
        </span>
      </button>
      {open && <WireDetails entry={entry} />}
    </li>
  );
}

/** A message in full: both heads, both bodies. Secrets are blacked out before they get here. */
function WireDetails({ entry }: { readonly entry: WireEntryView }) {
  return (
    <div className="wire-details">
      <Half head={`${entry.method} ${entry.url}`} headers={entry.requestHeaders} body={entry.requestBody} />
      {entry.outcome !== "waiting" && entry.outcome !== "dropped" && (
        <Half
          head={entry.status ? `${entry.status}` : "No answer"}
          headers={entry.responseHeaders ?? {}}
          body={entry.responseBody ?? ""}
        />
      )}
    </div>
  );
}

function Half(props: {
  readonly head: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}) {
  return (
    <section>
      <h4>{props.head}</h4>
      <dl>
        {Object.entries(props.headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {props.body && <JsonText text={props.body} />}
    </section>
  );
}

type Provenance = WireEntryView["tag"];

const tagMeanings: Readonly<Record<Provenance, string>> = {
  documented: "The real cloud does so: its documentation says it",
  observed: "The real cloud does so: seen in recorded traffic",
  ours: "Our own choice: nothing is known of the real cloud",
};

/** How sure we are that the real cloud does the same: a full disc, a half, a ring. */
function Tag({ tag }: { readonly tag: Provenance }) {
  return (
    <span className="tag" data-tag={tag} title={tagMeanings[tag]}>
      {tag}
    </span>
  );
}
