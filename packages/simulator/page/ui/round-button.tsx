import { Icon, type IconName } from "./icon.js";
import "./round-button.css";

/** One of the few big buttons of the phone, with its name underneath. */
export function RoundButton(props: {
  readonly tone: "go" | "stop" | "plain";
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="round-button"
      data-tone={props.tone}
      disabled={props.disabled}
      {...(props.pressed === undefined ? {} : { "aria-pressed": props.pressed })}
      onClick={props.onClick}
    >
      <span>
        <Icon name={props.icon} size={26} />
      </span>
      {props.label}
    </button>
  );
}
