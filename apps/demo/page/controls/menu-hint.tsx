import type { DemoState } from "../../src/protocol.js";
import "./menu-hint.css";

/** What to press once the bot speaks. */
export function MenuHint({ bot }: { readonly bot: DemoState["bot"] }) {
  return (
    <dl className="menu-hint" aria-label="What to press">
      {bot.pin && (
        <div>
          <dt className="number">{bot.pin}</dt>
          <dd>is the PIN</dd>
        </div>
      )}
      {bot.menu.map(({ key, does }) => (
        <div key={key}>
          <dt className="number">{key}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
