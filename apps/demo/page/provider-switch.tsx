import { Segmented } from "@trunkline/simulator/page";
import type { DemoState, Provider } from "../src/protocol.js";

/** The one switch that the whole demo is about: which cloud the bot runs on. */
export function ProviderSwitch(props: { readonly state: DemoState; readonly onChoose: (provider: Provider) => void }) {
  const options = props.state.providers.map(({ name, title }) => ({ value: name, label: title }));
  return <Segmented label="Cloud" options={options} value={props.state.provider} onChange={props.onChoose} />;
}
