import "./chip.css";

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
