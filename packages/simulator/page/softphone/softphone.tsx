import type { CSSProperties, ReactNode } from "react";
import type { SoundView } from "../../src/control/protocol.js";
import type { SimView } from "../state/sim-view.js";
import { type Captions, captionOf } from "../state/words.js";
import { RoundButton } from "../ui/buttons.js";
import { CallActions } from "./call-actions.js";
import { Keypad } from "./keypad.js";
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
  /** What a caller should know before the call. */
  readonly idleHint?: ReactNode;
  /** What can be pressed now. Without it, the keys that were pressed are shown. */
  readonly callHint?: ReactNode;
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
      <div className="softphone-keys">
        {(phone.state === "connected" && props.callHint) || (
          <p className="softphone-trail number" aria-live="off">
            {[...phone.trail].join(" ")}
          </p>
        )}
      </div>
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

interface Answerer {
  readonly id: string;
  readonly displayName: string;
}

/** Phones of other people that ring: one press, and one is that person. */
function OtherPhones(props: { readonly ringing: readonly Answerer[]; readonly onPerson: (personId: string) => void }) {
  return (
    <ul className="other-phones" aria-live="polite">
      {props.ringing.map((person) => (
        <li key={person.id}>
          <button type="button" onClick={() => props.onPerson(person.id)}>
            <span className="other-phones-lamp" />
            {person.displayName}’s phone rings
            <strong>Be {person.displayName.split(" ")[0]}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is heard, to read along: the words fill as they are spoken. */
function Caption(props: {
  readonly sound: SoundView | undefined;
  readonly captions: Captions | undefined;
  readonly connected: boolean;
}) {
  const { sound, connected } = props;
  const words = captionOf(sound, props.captions);
  const spoken = sound?.kind === "prompt";
  const pace = { "--spoken-ms": `${sound?.durationMs ?? 0}ms` } as CSSProperties;
  return (
    <div className="caption" role="status" aria-label="What you hear">
      {words ? (
        <p className={spoken ? "caption-spoken" : "caption-quiet"} key={`${words}${sound?.startedAt}`} style={pace}>
          {spoken ? <span>{words}</span> : words}
        </p>
      ) : (
        <p className="caption-quiet">{connected ? "Silence" : ""}</p>
      )}
    </div>
  );
}

/** What else can become of a call that rings. In the place of the keys, which are of no use then. */
function Refusals({ phone }: { readonly phone: Phone }) {
  return (
    <section className="refusals" aria-label="Other ways to refuse">
      <RoundButton tone="plain" icon="busy" label="Busy" onClick={() => phone.refuse("busy")} />
      <RoundButton tone="plain" icon="voicemail" label="Voicemail" onClick={() => phone.refuse("voicemail")} />
      <RoundButton tone="plain" icon="silent" label="Ignore" onClick={() => phone.refuse("ignore")} />
    </section>
  );
}
