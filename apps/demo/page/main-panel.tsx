import { Segmented, type SimControl, type SimState, TroubleBar } from "@trunkline/simulator/page";
import { useState } from "react";
import type { DemoState } from "../src/protocol.js";
import type { DemoApi } from "./api/demo-api.js";
import { BotControls } from "./controls/bot-controls.js";
import "./main-panel.css";
import { Timeline } from "./timeline/timeline.js";
import { botCalls } from "./traces/calls.js";
import { SideBySide } from "./traces/side-by-side.js";

const VIEWS = [
  { value: "timeline", label: "Timeline" },
  { value: "side-by-side", label: "Side by side" },
] as const;

/** The bot's side: its timeline beside the wire, or the same call on both clouds. */
export function MainPanel(props: {
  readonly demo: DemoState;
  readonly api: DemoApi;
  readonly sim: SimState;
  readonly control: SimControl;
  readonly personId: string | undefined;
}) {
  const { demo, sim } = props;
  const [shown, setShown] = useState<"timeline" | "side-by-side">("timeline");
  const provider = demo.providers.find(({ name }) => name === demo.provider);
  const events = demo.events.filter((event) => event.provider === demo.provider);
  const entries = sim.log.filter((entry) => entry.cloud === demo.provider);
  return (
    <>
      <div className="main-panel-head">
        <Segmented label="What to show" options={VIEWS} value={shown} onChange={setShown} />
        <BotControls api={props.api} answering={demo.answering} personId={props.personId} />
      </div>
      <TroubleBar faults={sim.faults} control={props.control} botId={provider?.botId} />
      {shown === "timeline" ? (
        <Timeline events={events} entries={entries} cloud={provider?.title ?? demo.provider} />
      ) : (
        <SideBySide calls={botCalls(demo.events, sim.calls, sim.log)} state={demo} />
      )}
    </>
  );
}
