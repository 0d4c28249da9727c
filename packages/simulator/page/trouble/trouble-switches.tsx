import type { FaultView } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { Chip } from "../ui/chip.js";
import { troubles } from "./troubles.js";
import "./trouble-switches.css";

/** The faults, each a switch. They act on the very next callback, so they can be flipped while a call is up. */
export function TroubleSwitches(props: { readonly faults: readonly FaultView[]; readonly control: SimControl }) {
  const { faults, control } = props;
  return (
    <fieldset className="trouble-switches">
      <legend className="visually-hidden">Trouble on the wire</legend>
      {troubles.map(({ id, name, does, fault }) => {
        const on = faults.some((one) => one.id === id);
        const flip = () => (on ? control.removeFault(id) : control.addFault({ ...fault, id }));
        return <Chip key={id} label={name} title={does} pressed={on} onClick={() => void flip().catch(() => {})} />;
      })}
    </fieldset>
  );
}
