import { type ReactNode, useState } from "react";
import type { FaultView } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { Icon } from "../ui/icon.js";
import { ForgePanel } from "./forge-panel.js";
import { TroubleSwitches } from "./trouble-switches.js";
import "./trouble-bar.css";

/** Everything that can go wrong on purpose: faults to flip, and callbacks to forge. */
export function TroubleBar(props: {
  readonly faults: readonly FaultView[];
  readonly control: SimControl;
  readonly botId: string | undefined;
  /** More trouble, of the page's own. */
  readonly children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <section className="trouble-bar" aria-label="Trouble">
      <div className="trouble-bar-row">
        <TroubleSwitches faults={props.faults} control={props.control} />
        {props.children}
        <button type="button" className="trouble-bar-forge" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="shield" size={16} />
          Forge a callback
        </button>
      </div>
      {open && <ForgePanel control={props.control} botId={props.botId} />}
    </section>
  );
}
