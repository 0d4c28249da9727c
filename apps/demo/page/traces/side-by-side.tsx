import { Empty, useStickToEnd, WireRow } from "@trunkline/simulator/page";
import { useRef } from "react";
import type { DemoState } from "../../src/protocol.js";
import { align, type Pair } from "./align.js";
import { type BotCall, latestOf, type Step, sameStep, stepsOf } from "./calls.js";
import "./side-by-side.css";

/** The latest call on each cloud: one bot, one row for each of its events, two wires. */
export function SideBySide(props: {
  readonly calls: readonly BotCall[];
  readonly state: DemoState;
  /** Calls the bot on both clouds; undefined while that is not possible. */
  readonly both: (() => void) | undefined;
}) {
  const graph = latestOf(props.calls, "graph");
  const acs = latestOf(props.calls, "acs");
  const title = (name: string) => props.state.providers.find((one) => one.name === name)?.title ?? name;
  if (!graph || !acs) {
    return (
      <Empty title="One call on both clouds">
        <p>
          Your phone calls the bot on both at once, and each key that you press is pressed in both calls. Here you see
          the same events for your bot, and another wire beneath.
        </p>
        <CallBoth both={props.both} />
      </Empty>
    );
  }
  return <Traces graph={graph} acs={acs} title={title} both={props.both} />;
}

function Traces(props: {
  readonly graph: BotCall;
  readonly acs: BotCall;
  readonly title: (name: string) => string;
  readonly both: (() => void) | undefined;
}) {
  const { title } = props;
  const pairs = align(stepsOf(props.graph), stepsOf(props.acs), sameStep);
  const alike = pairs.filter(({ left, right }) => left && right).length;
  const scroller = useRef<HTMLDivElement>(null);
  useStickToEnd(scroller, pairs.length);
  return (
    <div className="side-by-side" ref={scroller}>
      <div className="side-by-side-lanes">
        <h2>
          Your bot
          <span className="number">
            {alike} of {pairs.length} events alike
          </span>
        </h2>
        <h2>{title("graph")}</h2>
        <h2>{title("acs")}</h2>
        {props.both && <CallBoth both={props.both} />}
      </div>
      <ol aria-label="The same call on both clouds">
        {pairs.map((pair) => (
          <StepRow key={`${pair.left?.event.id} ${pair.right?.event.id} ${pair.left?.afterMs}`} pair={pair} />
        ))}
      </ol>
    </div>
  );
}

/** The offer to place both calls; while one is under way there is nothing to offer. */
function CallBoth({ both }: { readonly both: (() => void) | undefined }) {
  return (
    <button type="button" className="call-both" disabled={!both} onClick={both}>
      Call both <kbd>B</kbd>
    </button>
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
