import { Choice, Segmented, TextButton } from "@trunkline/simulator/page";
import { useState } from "react";
import type { Answering, DemoState, Provider } from "../src/protocol.js";
import type { DemoApi } from "./api.js";
import { holderOf } from "./state.js";
import "./controls.css";

/** The bot's processes, which of them has the call, and a button that kills that one during the call. */
export function Instances({ api, demo }: { readonly api: DemoApi; readonly demo: DemoState }) {
  const [problem, setProblem] = useState<string>();
  const { instances, alone } = demo;
  const holder = holderOf(demo);
  const kill = (name: string) => {
    setProblem(undefined);
    api.kill(name).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  };
  return (
    <fieldset className="instances" aria-label="Instances of the bot">
      <small>{instances.length > 1 ? "Instances" : "Instance"}</small>
      {instances.map(({ name, state }) => {
        const word = state === "down" ? "is dead" : name === holder ? "has the call" : "is there";
        return (
          <span key={name} data-state={state} data-call={name === holder} title={`Instance ${name} ${word}`}>
            {name}
            <span className="visually-hidden">{word}</span>
          </span>
        );
      })}
      <TextButton disabled={holder === undefined || alone !== undefined} onClick={() => holder && kill(holder)}>
        {holder === undefined ? "Kill an instance" : `Kill instance ${holder}`}
      </TextButton>
      {alone && <p>No other instance could take over. {alone}</p>}
      {problem && <p role="alert">{problem}</p>}
    </fieldset>
  );
}

const ANSWERING: readonly { value: Answering; label: string }[] = [
  { value: "at-once", label: "at once" },
  { value: "late", label: "late" },
  { value: "never", label: "never" },
  { value: "forward", label: "by forwarding" },
];

/** How the bot takes calls, and a call the other way. */
export function BotControls(props: {
  readonly api: DemoApi;
  readonly answering: Answering;
  readonly personId: string | undefined;
}) {
  const { api, personId } = props;
  const [problem, setProblem] = useState<string>();
  const run = (command: Promise<void>) => {
    setProblem(undefined);
    command.catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  };
  return (
    <div className="bot-controls">
      <p role="alert">{problem}</p>
      <Choice
        label="The bot answers"
        options={ANSWERING}
        value={props.answering}
        onChange={(answering) => run(api.answer(answering))}
      />
      {personId && <TextButton onClick={() => run(api.callMe(personId))}>Have it call you</TextButton>}
    </div>
  );
}

/** The switch that the demo is about: which cloud the bot runs on. */
export function ProviderSwitch(props: { readonly state: DemoState; readonly onChoose: (provider: Provider) => void }) {
  const options = props.state.providers.map(({ name, title }) => ({ value: name, label: title }));
  return <Segmented label="Cloud" options={options} value={props.state.provider} onChange={props.onChoose} />;
}

/** What a caller should know before the call. */
export function BeforeCall() {
  return <p className="before-call">The bot asks for a PIN and offers a menu. What to press appears here.</p>;
}

/** On a real cloud the phone in the page cannot call the bot, but a real one can. */
export function RealNumber({ bot }: { readonly bot: DemoState["bot"] }) {
  return (
    <p className="real-number">
      The bot is on the real cloud. Call <strong className="number">{bot.number}</strong> with a telephone of your own.
    </p>
  );
}
