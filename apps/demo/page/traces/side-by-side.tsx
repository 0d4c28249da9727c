import { Empty, WireRow } from "@trunkline/simulator/page";
import type { DemoState } from "../../src/protocol.js";
import { align, type Pair } from "./align.js";
import { type BotCall, latestOf, type Step, sameStep, stepsOf } from "./calls.js";
import "./side-by-side.css";

/** The latest call on each cloud: one bot, one row for each of its events, two wires. */
export function SideBySide(props: { readonly calls: readonly BotCall[]; readonly state: DemoState }) {
  const graph = latestOf(props.calls, "graph");
  const acs = latestOf(props.calls, "acs");
  const title = (name: string) => props.state.providers.find((one) => one.name === name)?.title ?? name;
  if (!graph || !acs) {
    const missing = graph ? "acs" : "graph";
    return (
      <Empty title={graph || acs ? "One more call" : "Call the bot on each cloud"}>
        <p>
          Choose {title(missing)} above and press Enter. The two calls then stand here side by side: the same events for
          your bot, another wire beneath.
        </p>
      </Empty>
    );
  }
  const pairs = align(stepsOf(graph), stepsOf(acs), sameStep);
  const alike = pairs.filter(({ left, right }) => left && right).length;
  return (
    <div className="side-by-side">
      <div className="side-by-side-lanes">
        <h2>
          Your bot
          <span className="number">
            {alike} of {pairs.length} events alike
          </span>
        </h2>
        <h2>{title("graph")}</h2>
        <h2>{title("acs")}</h2>
      </div>
      <ol aria-label="The same call on both clouds">
        {pairs.map((pair) => (
          <StepRow key={`${pair.left?.event.id} ${pair.right?.event.id} ${pair.left?.afterMs}`} pair={pair} />
        ))}
      </ol>
    </div>
  );
}

/** One event of the bot, with its cause on either cloud. */
function StepRow({ pair }: { readonly pair: Pair<Step> }) {
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
