import { TextButton } from "@trunkline/simulator/page";
import { useState } from "react";
import type { PersonChange } from "../../src/protocol.js";
import type { DemoApi } from "../api.js";
import type { BotCall } from "../traces/calls.js";
import type { OnTheLine } from "./on-the-line.js";
import "./company.css";

/** Who is on a call of several, how they are doing, and what the bot can do with them. */
export function Company(props: {
  readonly api: DemoApi;
  readonly call: Pick<BotCall, "ref" | "provider">;
  readonly company: readonly OnTheLine[];
}) {
  const { api, call, company } = props;
  const [problem, setProblem] = useState<string>();
  if (company.length === 0) return null;
  const change = (personId: string, how: PersonChange) => {
    setProblem(undefined);
    api.changePerson(call, personId, how).catch((error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
    });
  };
  return (
    <section className="company" aria-label="On the line">
      <ul>
        {company.map(({ id, name, personId, doing }) => (
          <li key={id} data-doing={doing}>
            <span className="company-lamp" />
            <strong>{name}</strong>
            <span className="company-doing">{doing}</span>
            {personId && doing !== "rings" && <Changes doing={doing} onChange={(how) => change(personId, how)} />}
          </li>
        ))}
      </ul>
      {problem && <p role="alert">{problem}</p>}
    </section>
  );
}

/** No cloud lets a bot unmute anyone: that is for the person to do. */
function Changes({ doing, onChange }: Pick<OnTheLine, "doing"> & { readonly onChange: (how: PersonChange) => void }) {
  if (doing === "on hold") return <TextButton onClick={() => onChange("unhold")}>Take back</TextButton>;
  return (
    <>
      <TextButton onClick={() => onChange("hold")}>Hold</TextButton>
      {doing !== "muted" && <TextButton onClick={() => onChange("mute")}>Mute</TextButton>}
    </>
  );
}
