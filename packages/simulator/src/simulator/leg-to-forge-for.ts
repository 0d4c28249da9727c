import type { Engine } from "../engine/engine.js";

/** The bot's leg that a forged callback is about: the one asked for, else the newest that is connected, else the newest. */
export function legToForgeFor(
  engine: Engine,
  legId: string | undefined,
  botId: string | undefined,
): { readonly id: string; readonly cloud: string } {
  const legs = engine.calls
    .all()
    .flatMap((call) =>
      call.legs.flatMap((leg) =>
        leg.owner.kind === "bot" ? [{ id: leg.id, state: leg.state, botId: leg.owner.botId }] : [],
      ),
    );
  const wanted = legs.filter(
    (leg) => (legId === undefined || leg.id === legId) && (botId === undefined || leg.botId === botId),
  );
  const leg = wanted.findLast((one) => one.state === "connected") ?? wanted.at(-1);
  if (!leg) throw new Error("There is no call of such a bot that a callback could be forged for.");
  return { id: leg.id, cloud: engine.population.bot(leg.botId).cloud };
}
