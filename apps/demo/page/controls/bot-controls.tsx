import { Choice, TextButton } from "@trunkline/simulator/page";
import { useState } from "react";
import type { Answering } from "../../src/protocol.js";
import type { DemoApi } from "../api/demo-api.js";
import "./bot-controls.css";

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
