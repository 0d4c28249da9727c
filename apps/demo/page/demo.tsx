import {
  CallList,
  Header,
  Identity,
  Layout,
  LinkNotice,
  ShortcutsHelp,
  type SimControl,
  Softphone,
  type Target,
  useChosenCall,
  usePerson,
  usePhone,
  useShortcuts,
  useSimulator,
} from "@trunkline/simulator/page";
import { useState } from "react";
import type { DemoState } from "../src/protocol.js";
import type { DemoApi } from "./api.js";
import { callBoth, useChosenTwin, useMirror } from "./both/use-both.js";
import { BeforeCall, ProviderSwitch, RealNumber } from "./controls.js";
import { hintOf } from "./hint/hint-of.js";
import { KeysHint } from "./hint/keys-hint.js";
import { MainPanel } from "./main-panel.js";
import { botCalls } from "./traces/calls.js";

const MORE_KEYS = [["B", "Call the bot on both clouds at once"]] as const;

/** A phone, and next to it what happens when it calls the bot. */
export function Demo(props: { readonly api: DemoApi; readonly demo: DemoState; readonly control: SimControl }) {
  const { api, demo, control } = props;
  const { view, status } = useSimulator(control);
  const [soundOn, setSoundOn] = useState(true);
  const [help, setHelp] = useState(false);

  const { state: sim } = view;
  const { person, ringing, setPerson } = usePerson(sim, demo.personId);
  const botId = demo.providers.find(({ name }) => name === demo.provider)?.botId;
  const target: Target | undefined = botId
    ? { botId, name: demo.bot.name, address: { kind: "phone", number: demo.bot.number } }
    : undefined;
  const calls = sim ? botCalls(demo.events, sim.calls, sim.log) : [];
  const mirror = useMirror(control, { sim, calls });
  const phone = usePhone({ view, control: mirror, person, target, soundOn, onHelp: () => setHelp(true) });
  useChosenTwin(phone, sim, person?.id, botId);
  const [callId, choose] = useChosenCall(phone.lines);
  const both = callBoth(demo, control, person?.id, phone);
  useShortcuts(phone.state, phone.act, { b: both });

  const current = calls.findLast((call) => call.callId === phone.line?.call.id);
  const hint = current && hintOf(current.events, demo.bot.keys);

  return (
    <>
      <Layout
        header={
          <Header title="Trunkline" soundOn={soundOn} onSound={setSoundOn} onHelp={() => setHelp(true)}>
            <ProviderSwitch state={demo} onChoose={(provider) => void api.choose(provider).catch(() => {})} />
            <LinkNotice status={status} />
          </Header>
        }
        phone={
          person && (
            <>
              <Identity people={sim?.people ?? []} person={person} onPerson={setPerson} />
              <Softphone
                phone={phone}
                view={view}
                target={target}
                captions={demo.captions}
                idleHint={target ? <BeforeCall /> : <RealNumber bot={demo.bot} />}
                callHint={hint && <KeysHint hint={hint} trail={phone.trail} />}
                ringing={ringing}
                onPerson={setPerson}
              />
              <CallList lines={phone.lines} chosen={callId} onChoose={choose} />
            </>
          )
        }
        main={sim && <MainPanel {...{ demo, api, sim, calls, current, control, callId, both }} personId={person?.id} />}
      />
      <ShortcutsHelp open={help} onClose={() => setHelp(false)} more={MORE_KEYS} />
    </>
  );
}
