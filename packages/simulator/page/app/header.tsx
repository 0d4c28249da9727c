import type { ReactNode } from "react";
import { ThemeToggle } from "../theme/theme-toggle.js";
import { Icon } from "../ui/icon.js";
import { IconButton } from "../ui/icon-button.js";
import "./header.css";

/** The page's head: its name, what the page puts in the middle, and the switches that every page has. */
export function Header(props: {
  readonly title: string;
  readonly children?: ReactNode;
  /** Absent where there is nothing to hear. */
  readonly soundOn?: boolean;
  readonly onSound?: (on: boolean) => void;
  readonly onHelp: () => void;
}) {
  const { soundOn, onSound } = props;
  return (
    <header className="header">
      <h1>
        <Mark />
        {props.title}
      </h1>
      <div className="header-middle">{props.children}</div>
      <div className="header-switches">
        {onSound && (
          <IconButton label={soundOn ? "Turn the sound off" : "Turn the sound on"} onClick={() => onSound(!soundOn)}>
            <Icon name={soundOn ? "speaker" : "silent"} />
          </IconButton>
        )}
        <ThemeToggle />
        <IconButton label="Keyboard shortcuts" onClick={props.onHelp}>
          <Icon name="keyboard" />
        </IconButton>
      </div>
    </header>
  );
}

/** Three lines that meet: a trunk. */
function Mark() {
  return (
    <svg className="header-mark" width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 7h14M12 7v10.5" />
      <circle cx="5" cy="7" r="2.6" />
      <circle cx="19" cy="7" r="2.6" />
      <circle cx="12" cy="18" r="2.6" />
    </svg>
  );
}
