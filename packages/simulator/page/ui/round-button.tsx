import { useEffect, useRef } from "react";
import { Icon, type IconName } from "./icon.js";
import "./round-button.css";

/** One of the few big buttons of the phone, with its name underneath. */
export function RoundButton(props: {
  readonly tone: "go" | "stop" | "plain";
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Takes the focus as it appears, unless somebody is typing. */
  readonly urgent?: boolean;
  readonly onClick: () => void;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const { urgent = false } = props;
  useEffect(() => {
    if (urgent && !document.activeElement?.matches("input, select, textarea")) button.current?.focus();
  }, [urgent]);
  return (
    <button
      ref={button}
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
