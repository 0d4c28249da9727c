import type { Played } from "../play/play-scenario.js";

/**
 * What was acknowledged is in the store, by the letters themselves and not by the store's own books: every key, at the address of a
 * call, and every caller.
 */
export function acknowledged({ acknowledged: letters, ledger, diary }: Played): readonly string[] {
  const lost = letters.flatMap(({ url, body }) => {
    const key = /\/calls\/([^/.]+)\./.exec(url)?.[1];
    if (key === undefined) return [];
    const ids = new Set(ledger.calls.get(key)?.accepted.map(({ id }) => id));
    return sequencesIn(body).flatMap((sequence) =>
      ids.has(`tone:${sequence}`) ? [] : [`key ${sequence} of ${key} was acknowledged and never accepted`],
    );
  });
  const told = new Set(diary.told.flatMap(({ event }) => (event.type === "call-ended" ? [event.call.id] : [])));
  const silent = [...ledger.calls].flatMap(([key, { accepted }]) =>
    accepted.some(({ signal }) => signal.kind === "incoming") && !told.has(key)
      ? [`the incoming call ${key} was acknowledged, and no end of it was told`]
      : [],
  );
  return [...lost, ...silent];
}

/** The numbers of the keys that a callback tells of. */
function sequencesIn(body: string): readonly number[] {
  return [...body.matchAll(/"sequenceId":"?(\d+)/g)].map(([, number]) => Number(number));
}
