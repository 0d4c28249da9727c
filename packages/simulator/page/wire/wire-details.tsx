import type { WireEntryView } from "../../src/control/protocol.js";
import { JsonText } from "../json/json-text.js";
import "./wire-details.css";

/** A message to the letter: both heads, both bodies. Secrets are blacked out before they get here. */
export function WireDetails({ entry }: { readonly entry: WireEntryView }) {
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
