import { Header, Layout, ShortcutsHelp } from "@trunkline/simulator/page";
import { useState } from "react";
import { type DemoState, latestByCall } from "../src/protocol.js";
import type { DemoApi } from "./api.js";
import { BotControls, Instances, ProviderSwitch, RealNumber } from "./controls.js";
import { hintOf } from "./hint/hint-of.js";
import { KeysHint } from "./hint/keys-hint.js";
import { Timeline } from "./timeline/timeline.js";

/** The demo on real clouds: without a phone in the page and without messages, only what the bot sees. */
export function CloudDemo({ api, demo }: { readonly api: DemoApi; readonly demo: DemoState }) {
  const [help, setHelp] = useState(false);
  const provider = demo.providers.find(({ name }) => name === demo.provider);
  const events = demo.events.filter((event) => event.provider === demo.provider);
  const newest = latestByCall(events).at(-1)?.call;
  const hint = hintOf(
    events.filter(({ call }) => call === newest),
    demo.bot.keys,
  );
  return (
    <>
      <Layout
        header={
          <Header title="Trunkline" onHelp={() => setHelp(true)}>
            <ProviderSwitch state={demo} onChoose={(chosen) => void api.choose(chosen).catch(() => {})} />
          </Header>
        }
        phone={
          <>
            <RealNumber bot={demo.bot} />
            <KeysHint hint={hint} trail="" />
          </>
        }
        main={
          <>
            <BotControls api={api} answering={demo.answering} personId={undefined} />
            <Instances api={api} demo={demo} />
            <Timeline
              events={events}
              entries={[]}
              cloud={provider?.title ?? demo.provider}
              many={demo.instances.length > 1}
            />
          </>
        }
      />
      <ShortcutsHelp open={help} onClose={() => setHelp(false)} />
    </>
  );
}
