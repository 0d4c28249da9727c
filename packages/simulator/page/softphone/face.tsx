import { type Deadline, type PhoneState, remaining } from "../state/line.js";
import "./face.css";

const RADIUS = 46;
const ROUND = 2 * Math.PI * RADIUS;

/** The round picture of who is on the line. The ring around it is the time that the bot has left to decide. */
export function Face(props: {
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
