import { type ReactNode, useEffect, useRef } from "react";
import { Icon, type IconName } from "./icon.js";
import "./buttons.css";

/** One of the few big buttons of the phone, with its name underneath. */
export function RoundButton(props: {
  readonly tone: "go" | "stop" | "plain";
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Takes the focus when it appears, unless the person is typing. */
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

/** A small round button whose label is for the ear and the tooltip. */
export function IconButton(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      {...(props.pressed === undefined ? {} : { "aria-pressed": props.pressed })}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** A quiet button that is only its words. */
export function TextButton(props: {
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}) {
  return (
    <button type="button" className="text-button" disabled={props.disabled} onClick={props.onClick}>
      {props.children}
    </button>
  );
}

/** A switch in a word. */
export function Chip(props: {
  readonly label: string;
  readonly title?: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className="chip" title={props.title} aria-pressed={props.pressed} onClick={props.onClick}>
      {props.label}
    </button>
  );
}
