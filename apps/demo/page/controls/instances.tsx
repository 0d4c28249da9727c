import { TextButton } from "@trunkline/simulator/page";
import { useState } from "react";
import { latestByCall } from "../../src/latest-by-call.js";
import type { DemoState } from "../../src/protocol.js";
import type { DemoApi } from "../api/demo-api.js";
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
    <fieldset className="instances" aria-label="Instances of the bot" title={alone}>
      {instances.map(({ name, state }) => (
        <span key={name} data-state={state} data-call={name === holder}>
          {name}
          <span className="visually-hidden">
            {state === "down" ? "is dead" : name === holder ? "has the call" : "is there"}
          </span>
        </span>
      ))}
      {alone === undefined ? (
        <TextButton disabled={holder === undefined} onClick={() => holder !== undefined && kill(holder)}>
          {holder === undefined ? "Kill an instance" : `Kill instance ${holder}`}
        </TextButton>
      ) : (
        <small>One instance: without Redis nobody could take over</small>
      )}
      {problem && <small role="alert">{problem}</small>}
    </fieldset>
  );
}

/** Who has the newest call that is up on the chosen cloud. */
function holderOf({ events, provider, instances }: DemoState): string | undefined {
  const up = new Set(instances.filter(({ state }) => state === "up").map(({ name }) => name));
  const latest = latestByCall(events).findLast((event) => event.provider === provider && event.type !== "call-ended");
  return latest && latest.type !== "instance-killed" && up.has(latest.instance) ? latest.instance : undefined;
}
