import { type Clock, isMovedByHand } from "../engine/clock.js";
import type { Engine } from "../engine/engine.js";
import type { Sound } from "../engine/events.js";
import { promptTitle } from "../engine/media.js";

/** What to wait for: a prompt whose text or address contains it (or matches), or a row of tones. */
export type Expectation = string | RegExp | { readonly tones: string };

/** What people have heard so far, and what they are expected to hear. */
export interface Heard {
  /**
   * Resolves when the person hears what is expected, now or since the last time this resolved. Rejects after `timeoutMs` on the
   * simulator's clock (default 10 s), saying what was heard instead. With a clock that is moved by hand it also rejects when the clock
   * stands still for two seconds of real time and nothing is in flight, because nothing can be heard any more.
   */
  wait(personId: string, expected: Expectation, options?: { readonly timeoutMs?: number }): Promise<Sound>;
  /** Everything that the person has heard so far, oldest first: prompts by their text or address, tones one by one. */
  all(personId: string): readonly string[];
  clear(): void;
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** A clock that is moved by hand is looked at this often, in real time. */
const LOOK_EVERY_MS = 50;
/** So many looks at a clock that stands still, with nothing on its way, are enough: two seconds. */
const STILL_LOOKS = 40;
/** A bot may keep something under way for ever: it waits for the clock itself. So many looks are enough then: ten seconds. */
const BUSY_LOOKS = 200;

interface HeardTools {
  /** Whether a delivery or a request is under way. */
  readonly inFlight: () => boolean;
  /** Calls again and again in real time; returns how to stop. */
  readonly every: (ms: number, look: () => void) => () => void;
}

export function watchHeard(engine: Engine, clock: Clock, tools: HeardTools): Heard {
  const sounds = new Map<string, Sound[]>();
  const named = new Map<string, readonly string[]>();
  const waiting = new Map<string, Set<() => void>>();

  engine.on((event) => {
    if (event.type !== "heard") return;
    const { id } = event.person;
    sounds.set(id, [...(sounds.get(id) ?? []), event.sound]);
    named.set(id, [...(named.get(id) ?? []), ...nameOf(event.sound)]);
    for (const check of [...(waiting.get(id) ?? [])]) check();
  });

  return {
    all: (personId) => named.get(personId) ?? [],
    clear() {
      sounds.clear();
      named.clear();
    },
    wait: (personId, expected, options) =>
      new Promise((resolve, reject) => {
        const checks = waiting.get(personId) ?? new Set();
        waiting.set(personId, checks);
        const timeoutMs = options?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
        const giveUp = (why: string): void => {
          checks.delete(check);
          stop();
          reject(new Error(disappointment(personId, expected, why, sounds.get(personId) ?? [])));
        };
        const stopTimer = clock.setTimer(timeoutMs, () => giveUp(`within ${timeoutMs} ms`));
        const stopLooking = isMovedByHand(clock)
          ? whenStill(clock, tools, () =>
              giveUp(`while the clock stood still at ${new Date(clock.now()).toISOString()}`),
            )
          : (): void => {};
        const stop = (): void => {
          stopTimer();
          stopLooking();
        };
        const check = (): void => {
          const heard = sounds.get(personId) ?? [];
          const at = indexOf(heard, expected);
          const sound = heard[at];
          if (!sound) return;
          sounds.set(personId, heard.slice(at + 1));
          checks.delete(check);
          stop();
          resolve(sound);
        };
        checks.add(check);
        check();
      }),
  };
}

/** Calls once when a clock that is moved by hand has stood still for too long; returns how to take that back. */
function whenStill(clock: Clock, { inFlight, every }: HeardTools, hopeless: () => void): () => void {
  let at = clock.now();
  let still = 0;
  let looks = 0;
  return every(LOOK_EVERY_MS, () => {
    const moved = clock.now() !== at;
    at = clock.now();
    looks = moved ? 0 : looks + 1;
    still = moved || inFlight() ? 0 : still + 1;
    if (still === STILL_LOOKS || looks === BUSY_LOOKS) hopeless();
  });
}

/** A prompt or a tone; the sounds of the line have no name. */
function nameOf(sound: Sound): readonly string[] {
  if (sound.kind === "prompt") return [promptTitle(sound.prompt)];
  return sound.kind === "tone" ? [sound.tone] : [];
}

/** Where in what was heard the expectation is fulfilled; -1 if nowhere. For tones, the last one of the row. */
function indexOf(heard: readonly Sound[], expected: Expectation): number {
  if (typeof expected === "object" && "tones" in expected) {
    const places = heard.flatMap((sound, index) => (sound.kind === "tone" ? [{ tone: sound.tone, index }] : []));
    const at = places
      .map((place) => place.tone)
      .join("")
      .indexOf(expected.tones.toUpperCase());
    return at < 0 ? -1 : (places[at + expected.tones.length - 1]?.index ?? -1);
  }
  return heard.findIndex((sound) => {
    if (sound.kind !== "prompt") return false;
    const title = promptTitle(sound.prompt);
    return typeof expected === "string" ? title.includes(expected) : expected.test(title);
  });
}

function disappointment(personId: string, expected: Expectation, why: string, heard: readonly Sound[]): string {
  const what = typeof expected === "object" && "tones" in expected ? `the tones ${expected.tones}` : String(expected);
  const list = heard.map((sound) =>
    sound.kind === "prompt"
      ? `"${promptTitle(sound.prompt)}"`
      : sound.kind === "tone"
        ? `tone ${sound.tone}`
        : sound.kind,
  );
  return `"${personId}" did not hear ${what} ${why}, but: ${list.join(", ") || "nothing"}.`;
}
