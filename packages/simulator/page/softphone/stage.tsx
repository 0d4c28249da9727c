import { decisionDeadline, type Line } from "../state/line.js";
import type { SimView } from "../state/sim-view.js";
import { useSimNow } from "../state/use-now.js";
import { addressOf, initials, nameOf, partyWords, phoneWords } from "../state/words.js";
import { Face } from "./face.js";
import { statusWords } from "./status-words.js";
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

/** Whether the other end is the bot that the phone calls by itself: then its number is known, whatever the cloud names it by. */
function isTarget(line: Line | undefined, target: Target | undefined): boolean {
  const owner = line?.other?.owner;
  return !line || (owner?.kind === "bot" && owner.botId === target?.botId);
}

interface StageProps {
  readonly phone: Phone;
  readonly view: SimView;
  readonly target: Target | undefined;
}
