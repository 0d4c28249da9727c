import { useState } from "react";
import { z } from "zod";
import type { ForgeRequest } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { Icon } from "../ui/icon.js";
import "./faults.css";

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

/** A callback that an attacker could send, and why a bot must not believe it. */
interface ForgeryText {
  readonly forgery: ForgeRequest["forgery"];
  readonly name: string;
  readonly trick: string;
}

const forgeries: readonly ForgeryText[] = [
  { forgery: "bad-signature", name: "Bad signature", trick: "The token was changed after it was signed" },
  { forgery: "wrong-audience", name: "Wrong audience", trick: "A real token, meant for another bot" },
  { forgery: "expired", name: "Expired", trick: "A real token, used again too late" },
  { forgery: "alg-none", name: "Algorithm none", trick: "A token that says it needs no signature" },
  { forgery: "no-token", name: "No token", trick: "Just the address, which an attacker guessed" },
  { forgery: "unknown-key", name: "Unknown key", trick: "Well signed, with the attacker’s own key" },
  { forgery: "other-call", name: "Another call’s id", trick: "A real token, about another person’s call" },
];

/** How a bot took a forged callback. */
interface ForgeAnswer {
  readonly refused: boolean;
  readonly words: string;
  /** The bot's reason, as it gave it. */
  readonly reason: string | undefined;
}

const withMessage = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
const withDetail = z.object({ message: z.string() });

export function forgeAnswer({ status, body }: { readonly status: number; readonly body: string }): ForgeAnswer {
  const refused = status >= 400;
  const words = status === 0 ? "No answer" : `${refused ? "Refused" : "Let in"} · ${status}`;
  return { refused, words, reason: reasonIn(body) };
}

function reasonIn(body: string): string | undefined {
  const text = body.trim();
  if (!text) return undefined;
  if (!text.startsWith("{")) return text.slice(0, 300);
  try {
    const answer: unknown = JSON.parse(text);
    const nested = withMessage.safeParse(answer);
    if (nested.success) return typeof nested.data.error === "string" ? nested.data.error : nested.data.error.message;
    const flat = withDetail.safeParse(answer);
    return flat.success ? flat.data.message : text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}
