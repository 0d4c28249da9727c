import type { DemoState } from "../../src/protocol.js";
import "./real-number.css";

/** On a real cloud the phone in the page reaches nobody: another one has to do. */
export function RealNumber({ bot }: { readonly bot: DemoState["bot"] }) {
  return (
    <p className="real-number">
      The bot is on the real cloud. Call <strong className="number">{bot.number}</strong> with a telephone of your own.
    </p>
  );
}
