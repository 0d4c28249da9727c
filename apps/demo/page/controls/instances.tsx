import { TextButton } from "@trunkline/simulator/page";
import { useState } from "react";
import type { DemoState } from "../../src/protocol.js";
import type { DemoApi } from "../api/demo-api.js";
import { holderOf } from "./holder-of.js";
import "./instances.css";

/** The bot's processes, which of them has the call, and a way to kill that one in the middle of it. */
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
      {alone && <p>Nobody could take over. {alone}</p>}
      {problem && <p role="alert">{problem}</p>}
    </fieldset>
  );
}
