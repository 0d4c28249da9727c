import { RoundButton } from "../ui/round-button.js";
import type { Phone } from "./use-phone.js";
import "./refusals.css";

/** What else can become of a call that rings. In the place of the keys, which are of no use then. */
export function Refusals({ phone }: { readonly phone: Phone }) {
  return (
    <section className="refusals" aria-label="Other ways to refuse">
      <RoundButton tone="plain" icon="busy" label="Busy" onClick={() => phone.refuse("busy")} />
      <RoundButton tone="plain" icon="voicemail" label="Voicemail" onClick={() => phone.refuse("voicemail")} />
      <RoundButton tone="plain" icon="silent" label="Ignore" onClick={() => phone.refuse("ignore")} />
    </section>
  );
}
