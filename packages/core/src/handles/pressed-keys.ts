import type { CallActor } from "../actor/call-actor.js";
import { nameError } from "../operations/check-verb.js";
import type { Happening } from "../record/happening.js";
import { subscribeToKeys } from "../verbs/own-requests.js";
import type { Tone } from "../words/tone.js";

/** The keys that are pressed from the first step of the iteration on, until the call ends or the loop is left. */
export async function* pressedKeys(actor: CallActor): AsyncGenerator<Tone, void, undefined> {
  try {
    actor.requireLive();
  } catch (error) {
    throw nameError(error, actor, "dtmf");
  }
  const pressed: Tone[] = [];
  let over = false;
  let wake = () => {};
  const listen = (happening: Happening) => {
    if (happening.type === "dtmf-received" && !happening.secret) pressed.push(happening.tone);
    if (happening.type === "call-ended") over = true;
    wake();
  };
  const stops = [actor.life.on("dtmf-received", listen), actor.life.on("call-ended", listen)];
  const onEnd = () => {
    over = true;
    wake();
  };
  stops.push(actor.life.end.on(onEnd));
  try {
    await subscribeToKeys(actor);
    for (;;) {
      for (let tone = pressed.shift(); tone !== undefined; tone = pressed.shift()) yield tone;
      if (over) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    for (const stop of stops) stop();
  }
}
