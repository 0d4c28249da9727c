import type { ReactNode } from "react";
import "./text-button.css";

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
