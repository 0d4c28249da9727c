import type { ReactNode } from "react";
import type { BotView, SimState } from "../../src/control/protocol.js";
import type { LinkStatus } from "../link/event-stream.js";
import type { SimControl } from "../link/sim-control.js";
import { ThemeToggle } from "../theme/theme.js";
import { IconButton, TextButton } from "../ui/buttons.js";
import { Segmented } from "../ui/choice.js";
import { Icon } from "../ui/icon.js";
import { clockTime } from "../wire/wire-words.js";
import "./app.css";

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

/** Says so while the page does not hear from its server. */
export function LinkNotice({ status }: { readonly status: LinkStatus }) {
  if (status !== "lost") return null;
  return (
    <p className="link-notice" role="status">
      No connection. Trying again…
    </p>
  );
}

const CLOUDS = { graph: "Graph", acs: "ACS" } as const;

/** Which bot the phone calls, when there are several. */
export function BotChoice(props: {
  readonly bots: readonly BotView[];
  readonly bot: BotView | undefined;
  readonly onBot: (botId: string) => void;
}) {
  if (!props.bot || props.bots.length < 2) return null;
  const options = props.bots.map(({ id, cloud, displayName }) => ({
    value: id,
    label: `${displayName} · ${CLOUDS[cloud]}`,
  }));
  return <Segmented label="The bot to call" options={options} value={props.bot.id} onChange={props.onBot} />;
}

const STEPS = [
  [1000, "+1 s"],
  [10_000, "+10 s"],
  [60_000, "+1 min"],
] as const;

/** A clock that is moved by hand shows itself, and can be moved. */
export function ClockControl({ state, control }: { readonly state: SimState; readonly control: SimControl }) {
  if (state.clock === "real") return null;
  return (
    <fieldset className="clock-control">
      <legend className="visually-hidden">Clock</legend>
      <time className="number">{clockTime(state.now)}</time>
      {STEPS.map(([ms, label]) => (
        <TextButton key={ms} onClick={() => void control.advance(ms).catch(() => {})}>
          {label}
        </TextButton>
      ))}
    </fieldset>
  );
}
