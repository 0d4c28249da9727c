import { useState } from "react";
import { CallList } from "../calls/call-list.js";
import { useChosenCall } from "../calls/use-chosen-call.js";
import { ShortcutsHelp } from "../keyboard/shortcuts-help.js";
import { useShortcuts } from "../keyboard/use-shortcuts.js";
import type { SimControl } from "../link/sim-control.js";
import { Softphone } from "../softphone/softphone.js";
import { type Target, usePhone } from "../softphone/use-phone.js";
import { usePerson } from "../state/use-person.js";
import { useSimulator } from "../state/use-simulator.js";
import { AddPerson } from "./add-person.js";
import { BotChoice } from "./bot-choice.js";
import { ClockControl } from "./clock-control.js";
import { Header } from "./header.js";
import { Identity } from "./identity.js";
import { Layout } from "./layout.js";
import { LinkNotice } from "./link-notice.js";
import { WirePanel } from "./wire-panel.js";

/** The simulator's page: a phone for anybody in its world, and everything that goes over the wire. */
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
