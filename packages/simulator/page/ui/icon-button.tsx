import type { ReactNode } from "react";
import "./icon-button.css";

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
