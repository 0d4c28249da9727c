import { type ReactNode, useState } from "react";
import type { FaultView } from "../../src/control/protocol.js";
import type { FaultSpec } from "../../src/delivery/faults.js";
import type { SimControl } from "../link/sim-control.js";
import { Chip } from "../ui/buttons.js";
import { Icon } from "../ui/icon.js";
import { ForgePanel } from "./forge-panel.js";
import "./faults.css";

/** Everything that can go wrong on purpose: faults to flip, and callbacks to forge. */
export function FaultBar(props: {
  readonly faults: readonly FaultView[];
  readonly control: SimControl;
  readonly botId: string | undefined;
  /** More faults, of the page around it. */
  readonly children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <section className="fault-bar" aria-label="Faults">
      <div className="fault-bar-row">
        <FaultSwitches faults={props.faults} control={props.control} />
        {props.children}
        <button type="button" className="fault-bar-forge" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="shield" size={16} />
          Forge a callback
        </button>
      </div>
      {open && <ForgePanel control={props.control} botId={props.botId} />}
    </section>
  );
}

/** A way to make the bot's life hard, to be switched on and off while a call is up. */
interface PageFault {
  readonly id: string;
  readonly name: string;
  readonly does: string;
  readonly fault: Omit<FaultSpec, "id">;
}

const pageFaults: readonly PageFault[] = [
  {
    id: "page-drop",
    name: "Drop",
    does: "One callback in four never arrives",
    fault: { effect: { kind: "drop" }, probability: 0.25 },
  },
  {
    id: "page-duplicate",
    name: "Duplicate",
    does: "Every callback arrives twice",
    fault: { effect: { kind: "duplicate" } },
  },
  {
    id: "page-reorder",
    name: "Reorder",
    does: "Neighboring callbacks change places",
    fault: { effect: { kind: "reorder" } },
  },
  {
    id: "page-delay",
    name: "Delay",
    does: "Callbacks arrive 1.5 seconds late",
    fault: { effect: { kind: "delay", ms: 1500 } },
  },
];

/** The faults, each a switch. They act on the very next callback, so they can be flipped while a call is up. */
function FaultSwitches(props: { readonly faults: readonly FaultView[]; readonly control: SimControl }) {
  const { faults, control } = props;
  return (
    <fieldset className="fault-switches">
      <legend className="visually-hidden">Faults on the wire</legend>
      {pageFaults.map(({ id, name, does, fault }) => {
        const on = faults.some((one) => one.id === id);
        const flip = () => (on ? control.removeFault(id) : control.addFault({ ...fault, id }));
        return <Chip key={id} label={name} title={does} pressed={on} onClick={() => void flip().catch(() => {})} />;
      })}
    </fieldset>
  );
}
