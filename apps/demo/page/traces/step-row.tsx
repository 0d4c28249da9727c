import { WireRow } from "@trunkline/simulator/page";
import type { Pair } from "./align.js";
import type { Step } from "./steps.js";
import "./step-row.css";

/** One event of the bot's, with what made it on either cloud. */
export function StepRow({ pair }: { readonly pair: Pair<Step> }) {
  const event = (pair.left ?? pair.right)?.event;
  if (!event) return null;
  const step = event.type === "bot-step";
  return (
    <li className="step" data-alike={pair.left !== undefined && pair.right !== undefined}>
      <p className="step-event">
        <strong>{step ? event.summary : event.type}</strong>
        {!step && <span>{event.summary}</span>}
      </p>
      <Side step={pair.left} />
      <Side step={pair.right} />
    </li>
  );
}

function Side({ step }: { readonly step: Step | undefined }) {
  if (!step) return <p className="step-none">not here</p>;
  return (
    <div className="step-side">
      <time className="number">+{(step.afterMs / 1000).toFixed(2)} s</time>
      <ul>
        {step.wire.map((entry) => (
          <WireRow key={entry.id} entry={entry} time={false} />
        ))}
      </ul>
    </div>
  );
}
