import { type Deadline, decisionDeadline, type Line, type PhoneState, remaining } from "../state/line.js";
import type { SimView } from "../state/sim-view.js";
import { useSimNow } from "../state/use-simulator.js";
import { addressOf, connectedWords, endWords, initials, nameOf, partyWords, phoneWords } from "../state/words.js";
import type { Phone, Target } from "./use-phone.js";
import "./stage.css";

/** Who is on the line (or would be), and how it stands. */
export function Stage({ phone, view, target }: StageProps) {
  const { line, state } = phone;
  const now = useSimNow(view, line !== undefined);
  const deadline = line && decisionDeadline(line.call);
  const status = statusWords(phone, now, deadline);

  if (!line && phone.dialed) {
    return (
      <div className="stage">
        <p className="stage-number number">{phoneWords(phone.dialed)}</p>
        <p className="stage-status">Press Enter to dial</p>
      </div>
    );
  }
  const name = line ? nameOf(line) : (target?.name ?? "No bot yet");
  const address = isTarget(line, target) ? target?.address : line && addressOf(line);
  return (
    <div className="stage">
      <Face letters={initials(name)} state={state} now={now} deadline={deadline} />
      <h2 className="stage-name">{name}</h2>
      <p className="stage-address number">{address?.kind === "phone" && partyWords(address)}</p>
      <p className="stage-status number" aria-live="polite">
        {status}
      </p>
    </div>
  );
}

/** Whether the other end is the bot that the phone calls by default: its number is known even if the cloud identifies it otherwise. */
function isTarget(line: Line | undefined, target: Target | undefined): boolean {
  const owner = line?.other?.owner;
  return !line || (owner?.kind === "bot" && owner.botId === target?.botId);
}

interface StageProps {
  readonly phone: Phone;
  readonly view: SimView;
  readonly target: Target | undefined;
}

/** One line under the name: how the call stands. */
function statusWords(
  phone: Pick<Phone, "state" | "line" | "lines">,
  now: number,
  deadline: Deadline | undefined,
): string {
  const { line, lines, state } = phone;
  switch (state) {
    case "ringing":
      return "is calling you";
    case "dialing":
      return deadline ? `Ringing · ${Math.max(0, Math.ceil((deadline.until - now) / 1000))} s to decide` : "Ringing";
    case "waiting":
      return "Waiting in the lobby";
    case "connected":
      return line ? connectedWords(line.mine, now) : "";
    case "idle":
      return lines[0] ? endWords(lines[0]) : "Press Enter to call";
  }
}

const RADIUS = 46;
const ROUND = 2 * Math.PI * RADIUS;

/** The round picture of who is on the line. The ring around it is the time that the bot has left to decide. */
function Face(props: {
  readonly letters: string;
  readonly state: PhoneState;
  readonly now: number;
  readonly deadline: Deadline | undefined;
}) {
  const left = props.deadline ? remaining(props.deadline, props.now) : undefined;
  return (
    <div className="face" data-state={props.state} data-urgent={left !== undefined && left < 0.25}>
      <span className="face-pulse" />
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle className="face-rim" cx="50" cy="50" r={RADIUS} />
        {left !== undefined && (
          <circle
            className="face-time"
            cx="50"
            cy="50"
            r={RADIUS}
            strokeDasharray={ROUND}
            strokeDashoffset={ROUND * (1 - left)}
          />
        )}
      </svg>
      <span className="face-letters" aria-hidden="true">
        {props.letters}
      </span>
    </div>
  );
}
