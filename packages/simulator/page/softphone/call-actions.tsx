import { RoundButton } from "../ui/buttons.js";
import { Icon } from "../ui/icon.js";
import type { Phone, Target } from "./use-phone.js";
import "./keypad.css";

/**
 * The buttons that make sense now, and only those. Each has a key, so that none inherits the focus of the one before it:
 * Enter, pressed twice, must not answer and hang up.
 */
export function CallActions({ phone, target }: { readonly phone: Phone; readonly target: Target | undefined }) {
  return <div className="call-actions">{actionsOf(phone, target)}</div>;
}

function actionsOf(phone: Phone, target: Target | undefined) {
  const { act, line } = phone;
  switch (phone.state) {
    case "idle":
      return (
        <>
          <RoundButton
            key="call"
            tone="go"
            icon="call"
            label={phone.dialed ? `Call ${phone.dialed}` : `Call ${target?.name ?? "the bot"}`}
            disabled={!phone.dialed && !target}
            onClick={() => act({ kind: "dial" })}
          />
          {phone.dialed && (
            <button
              type="button"
              className="call-actions-erase"
              aria-label="Erase a digit"
              onClick={() => act({ kind: "erase" })}
            >
              <Icon name="backspace" size={24} />
            </button>
          )}
        </>
      );
    case "ringing":
      return (
        <div className="call-actions-row">
          <RoundButton
            key="decline"
            tone="stop"
            icon="hang-up"
            label="Decline"
            onClick={() => act({ kind: "decline" })}
          />
          <RoundButton
            key="answer"
            tone="go"
            icon="call"
            label="Answer"
            urgent
            onClick={() => act({ kind: "answer" })}
          />
        </div>
      );
    case "dialing":
    case "waiting":
      return (
        <RoundButton
          key="hang-up"
          tone="stop"
          icon="hang-up"
          label="Hang up"
          onClick={() => act({ kind: "hang-up" })}
        />
      );
    case "connected": {
      const muted = line?.mine.muted ?? false;
      return (
        <div className="call-actions-row">
          <RoundButton
            key="mute"
            tone="plain"
            icon={muted ? "mute" : "microphone"}
            label={muted ? "Unmute" : "Mute"}
            pressed={muted}
            onClick={() => act({ kind: "mute" })}
          />
          <RoundButton
            key="hang-up"
            tone="stop"
            icon="hang-up"
            label="Hang up"
            onClick={() => act({ kind: "hang-up" })}
          />
        </div>
      );
    }
  }
}
