import { useState } from "react";
import type { KeyHint } from "../../src/protocol.js";
import { progress, type StepHint } from "./hint-of.js";
import "./keys-hint.css";

/** What to press at this step of the call. Of a sequence, what has been pressed is marked. */
export function KeysHint({ hint, trail }: { readonly hint: StepHint | undefined; readonly trail: string }) {
  // The keys pressed before this step are not part of it.
  const [begun, setBegun] = useState({ id: hint?.id, trail });
  if (begun.id !== hint?.id) setBegun({ id: hint?.id, trail });
  if (!hint) return null;
  const [only, second] = hint.keys;
  const typed = trail.startsWith(begun.trail) ? trail.slice(begun.trail.length) : trail;
  return (
    <dl className="keys-hint" aria-label="What to press">
      {only && !second ? (
        <Sequence hint={only} typed={typed} />
      ) : (
        hint.keys.map(({ key, does }) => (
          <div key={key}>
            <dt className="number">{key}</dt>
            <dd>{does}</dd>
          </div>
        ))
      )}
    </dl>
  );
}

/** Keys to press one after the other. */
function Sequence({ hint, typed }: { readonly hint: KeyHint; readonly typed: string }) {
  const pressed = progress(hint.key, typed);
  return (
    <div>
      <dt className="number keys-hint-sequence">
        {[...hint.key].map((key, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the keys of a sequence do not move.
          <span key={index} data-pressed={index < (pressed ?? 0)}>
            {key}
          </span>
        ))}
      </dt>
      <dd>{pressed === undefined ? `you pressed ${typed}` : hint.does}</dd>
    </div>
  );
}
