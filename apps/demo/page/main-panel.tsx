import { FaultBar, Segmented, type SimControl, type SimState } from "@trunkline/simulator/page";
import { useState } from "react";
import type { DemoState } from "../src/protocol.js";
import type { DemoApi } from "./api.js";
import { Company } from "./company/company.js";
import { onTheLine } from "./company/on-the-line.js";
import { BotControls, Instances } from "./controls.js";
import { Timeline } from "./timeline/timeline.js";
import type { BotCall } from "./traces/calls.js";
import { SideBySide } from "./traces/side-by-side.js";

const VIEWS = [
  { value: "timeline", label: "Timeline" },
  { value: "side-by-side", label: "Side by side" },
] as const;

/** The bot's side: its timeline next to the wire, or the same call on both clouds. */
export function MainPanel(props: {
  readonly demo: DemoState;
  readonly api: DemoApi;
  readonly sim: SimState;
  readonly calls: readonly BotCall[];
  /** The call that the phone is on. */
  readonly current: BotCall | undefined;
  readonly control: SimControl;
  readonly personId: string | undefined;
  /** The only call of the simulator to show. */
  readonly callId: string | undefined;
  /** Calls the bot on both clouds; undefined while that is not possible. */
  readonly both: (() => void) | undefined;
}) {
  const { demo, sim, calls, callId } = props;
  const [shown, setShown] = useState<"timeline" | "side-by-side">("timeline");
  const provider = demo.providers.find(({ name }) => name === demo.provider);
  const alone = calls.filter((call) => call.callId === callId && callId !== undefined);
  const events = callId
    ? alone.flatMap((call) => call.events)
    : demo.events.filter((event) => event.provider === demo.provider);
  const entries = sim.log.filter((entry) => (callId ? entry.callId === callId : entry.cloud === demo.provider));
  const cloud = demo.providers.find(({ name }) => name === (alone[0]?.provider ?? demo.provider));
  return (
    <>
      <div className="main-panel-head">
        <Segmented label="What to show" options={VIEWS} value={shown} onChange={setShown} />
        <BotControls api={props.api} answering={demo.answering} personId={props.personId} />
      </div>
      <FaultBar faults={sim.faults} control={props.control} botId={provider?.botId}>
        <Instances api={props.api} demo={demo} />
      </FaultBar>
      {props.current && (
        <Company
          api={props.api}
          call={props.current}
          company={onTheLine(
            sim.calls.find(({ id }) => id === props.current?.callId),
            sim.people,
          )}
        />
      )}
      {shown === "timeline" ? (
        <Timeline
          events={events}
          entries={entries}
          cloud={cloud?.title ?? demo.provider}
          many={demo.instances.length > 1}
        />
      ) : (
        <SideBySide calls={calls} state={demo} both={props.both} />
      )}
    </>
  );
}
