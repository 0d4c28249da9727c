import { useState } from "react";
import type { BotView, SimState } from "../../src/control/protocol.js";
import { FaultBar } from "../faults/fault-bar.js";
import { useShortcuts } from "../keyboard/shortcuts.js";
import { ShortcutsHelp } from "../keyboard/shortcuts-help.js";
import type { SimControl } from "../link/sim-control.js";
import { CallList, useChosenCall } from "../softphone/call-list.js";
import { Softphone } from "../softphone/softphone.js";
import { type Target, usePhone } from "../softphone/use-phone.js";
import { usePerson, useSimulator } from "../state/use-simulator.js";
import { WireTimeline } from "../wire/wire-timeline.js";
import { BotChoice, ClockControl, Header, LinkNotice } from "./header.js";
import { Empty, Layout } from "./layout.js";
import { AddPerson, Identity } from "./people.js";

/** The simulator's page: a phone for each of its people, and all messages on the wire. */
export function App({ control }: { readonly control: SimControl }) {
  const { view, status } = useSimulator(control);
  const [soundOn, setSoundOn] = useState(true);
  const [help, setHelp] = useState(false);
  const [botId, setBotId] = useState<string>();

  const { state } = view;
  const { person, ringing, setPerson } = usePerson(state);
  const bot = state?.bots.find((one) => one.id === botId) ?? state?.bots.at(-1);
  const address = bot?.addresses.find(({ kind }) => kind === "phone") ?? bot?.addresses[0];
  const target: Target | undefined = bot && address && { botId: bot.id, name: bot.displayName, address };
  const phone = usePhone({ view, control, person, target, soundOn, onHelp: () => setHelp(true) });
  const [callId, setCallId] = useChosenCall(phone.lines);
  useShortcuts(phone.state, phone.act);

  const choose = (chosen: string | undefined) => {
    setCallId(chosen);
    if (chosen) phone.choose(chosen);
  };
  return (
    <>
      <Layout
        header={
          <Header title="Trunkline simulator" soundOn={soundOn} onSound={setSoundOn} onHelp={() => setHelp(true)}>
            <LinkNotice status={status} />
            {state && <ClockControl state={state} control={control} />}
            {state && <BotChoice bots={state.bots} bot={bot} onBot={setBotId} />}
          </Header>
        }
        phone={
          person ? (
            <>
              <Identity people={state?.people ?? []} person={person} onPerson={setPerson} />
              <Softphone phone={phone} view={view} target={target} ringing={ringing} onPerson={setPerson} />
              <CallList lines={phone.lines} chosen={callId} onChoose={choose} />
            </>
          ) : (
            state && <AddPerson control={control} />
          )
        }
        main={state && <WirePanel state={state} control={control} bot={bot} callId={callId} />}
      />
      <ShortcutsHelp open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** The messages of all calls or of one, and the faults that can be set for them. */
function WirePanel(props: {
  readonly state: SimState;
  readonly control: SimControl;
  readonly bot: BotView | undefined;
  readonly callId: string | undefined;
}) {
  const { state, control, bot, callId } = props;
  const entries = callId ? state.log.filter((entry) => entry.callId === callId) : state.log;
  return (
    <>
      <FaultBar faults={state.faults} control={control} botId={bot?.id} />
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

/** Shown while no bot is registered: how to register one. */
function NoBot({ origin }: { readonly origin: string }) {
  return (
    <Empty title="No bot yet">
      <p>Tell the simulator where yours listens. In a terminal:</p>
      <pre>{`curl ${origin}/_sim/bots -H 'content-type: application/json' -d '{
  "cloud": "acs",
  "number": "+14255550100",
  "webhookUrl": "http://127.0.0.1:3000/calls"
}'`}</pre>
    </Empty>
  );
}
