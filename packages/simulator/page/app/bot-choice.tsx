import type { BotView } from "../../src/control/protocol.js";
import { Segmented } from "../ui/segmented.js";

const CLOUDS = { graph: "Graph", acs: "ACS" } as const;

/** Which bot the phone calls, when there are several. */
export function BotChoice(props: {
  readonly bots: readonly BotView[];
  readonly bot: BotView | undefined;
  readonly onBot: (botId: string) => void;
}) {
  if (!props.bot || props.bots.length < 2) return null;
  const options = props.bots.map(({ id, cloud, displayName }) => ({
    value: id,
    label: `${displayName} · ${CLOUDS[cloud]}`,
  }));
  return <Segmented label="The bot to call" options={options} value={props.bot.id} onChange={props.onBot} />;
}
