import type { BotView, SimState } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { TroubleBar } from "../trouble/trouble-bar.js";
import { Empty } from "../ui/empty.js";
import { WireTimeline } from "../wire/wire-timeline.js";
import { NoBot } from "./no-bot.js";

/** The messages, of all calls or of one, and the trouble that can be made for them. */
export function WirePanel(props: {
  readonly state: SimState;
  readonly control: SimControl;
  readonly bot: BotView | undefined;
  readonly callId: string | undefined;
}) {
  const { state, control, bot, callId } = props;
  const entries = callId ? state.log.filter((entry) => entry.callId === callId) : state.log;
  return (
    <>
      <TroubleBar faults={state.faults} control={control} botId={bot?.id} />
      {entries.length > 0 ? (
        <WireTimeline entries={entries} />
      ) : bot ? (
        <Empty title="Nothing on the wire yet">
          <p>Press Enter to call the bot. Every message between it and its cloud appears here.</p>
        </Empty>
      ) : (
        <NoBot origin={location.origin} />
      )}
    </>
  );
}
