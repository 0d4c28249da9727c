import { Empty } from "@trunkline/simulator/page";
import type { DemoState } from "../../src/protocol.js";
import { align } from "./align.js";
import { type BotCall, latestOf } from "./calls.js";
import { StepRow } from "./step-row.js";
import { sameStep, stepsOf } from "./steps.js";
import "./side-by-side.css";

/** The latest call on either cloud: one bot, one row for each of its events, two wires. */
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
