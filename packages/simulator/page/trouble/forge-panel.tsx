import { useState } from "react";
import type { ForgeRequest } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { Icon } from "../ui/icon.js";
import { type ForgeAnswer, forgeAnswer } from "./forge-answer.js";
import { forgeries } from "./forgeries.js";
import "./forge-panel.css";

type Answers = Partial<Record<ForgeRequest["forgery"], ForgeAnswer>>;

/** Callbacks that a bot must refuse, to be sent about its newest call; each shows what the bot answered. */
export function ForgePanel(props: { readonly control: SimControl; readonly botId: string | undefined }) {
  const [answers, setAnswers] = useState<Answers>({});
  const [problem, setProblem] = useState<string>();

  const send = async (forgery: ForgeRequest["forgery"]) => {
    setProblem(undefined);
    try {
      const result = await props.control.forge({ forgery, ...(props.botId ? { botId: props.botId } : {}) });
      setAnswers((before) => ({ ...before, [forgery]: forgeAnswer(result) }));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="forge-panel">
      <ul>
        {forgeries.map(({ forgery, name, trick }) => (
          <li key={forgery}>
            <button type="button" onClick={() => void send(forgery)}>
              <span className="forge-panel-name">{name}</span>
              <span className="forge-panel-trick">{trick}</span>
            </button>
            <Answer answer={answers[forgery]} />
          </li>
        ))}
      </ul>
      <p role="alert">{problem}</p>
    </div>
  );
}

function Answer({ answer }: { readonly answer: ForgeAnswer | undefined }) {
  return (
    <p className="forge-panel-answer number" data-refused={answer?.refused} aria-live="polite">
      {answer && (
        <>
          <strong>
            <Icon name={answer.refused ? "shield" : "close"} size={16} />
            {answer.words}
          </strong>
          {answer.reason && <span>{answer.reason}</span>}
        </>
      )}
    </p>
  );
}
