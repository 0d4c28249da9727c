import type { ReactNode } from "react";
import type { SimView } from "../state/sim-view.js";
import type { Captions } from "../state/words.js";
import { CallActions } from "./call-actions.js";
import { Caption } from "./caption.js";
import { Keypad } from "./keypad.js";
import type { Answerer } from "./other-phones.js";
import { OtherPhones } from "./other-phones.js";
import { Refusals } from "./refusals.js";
import { Stage } from "./stage.js";
import type { Phone, Target } from "./use-phone.js";
import "./softphone.css";

/** The phone: who is on the line, what is heard, the keys, and what can be done now. */
export function Softphone(props: {
  readonly phone: Phone;
  readonly view: SimView;
  readonly target: Target | undefined;
  /** What recorded prompts say; without it, the caption of one is its address. */
  readonly captions?: Captions;
  /** What a caller should know before the call, and, until a key is pressed, in it. */
  readonly idleHint?: ReactNode;
  readonly callHint?: string | undefined;
  /** People other than oneself whose phones ring. */
  readonly ringing: readonly Answerer[];
  readonly onPerson: (personId: string) => void;
}) {
  const { phone, view, target } = props;
  return (
    <section className="softphone" aria-label="Phone">
      <OtherPhones ringing={props.ringing} onPerson={props.onPerson} />
      <Stage phone={phone} view={view} target={target} />
      {phone.state === "idle" && props.idleHint ? (
        <div className="softphone-hint">{props.idleHint}</div>
      ) : (
        <Caption sound={phone.hears} captions={props.captions} connected={phone.state === "connected"} />
      )}
      <p className="softphone-trail number" aria-live="off">
        {[...phone.trail].join(" ") || (phone.state === "connected" && props.callHint)}
      </p>
      {phone.state === "ringing" ? (
        <Refusals phone={phone} />
      ) : (
        <Keypad tone={phone.tone} enabled={phone.state === "idle" || phone.state === "connected"} onKey={phone.act} />
      )}
      <CallActions phone={phone} target={target} />
      <p className="softphone-problem" role="alert">
        {phone.problem}
      </p>
    </section>
  );
}
