import type { WireEntryView } from "../../src/control/protocol.js";
import "./tag.css";

type Provenance = WireEntryView["tag"];

const tagMeanings: Readonly<Record<Provenance, string>> = {
  documented: "The real cloud does so: its documentation says it",
  observed: "The real cloud does so: seen in recorded traffic",
  ours: "Our own choice: nothing is known of the real cloud",
};

/** How sure we are that the real cloud does the same: a full disc, a half, a ring. */
export function Tag({ tag }: { readonly tag: Provenance }) {
  return (
    <span className="tag" data-tag={tag} title={tagMeanings[tag]}>
      {tag}
    </span>
  );
}
