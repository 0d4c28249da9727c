import { useEffect, useState } from "react";
import type { SoundView } from "../../src/control/protocol.js";
import type { HeardTone } from "../state/sim-view.js";
import { isCadence } from "./cadence.js";
import { browserSpeaker, type Speaker } from "./speaker.js";

/** Lets the person hear what their phone plays, unless `on` is false. Returns how to sound a key that no call hears. */
export function useSound(
  sound: SoundView | undefined,
  tone: HeardTone | undefined,
  on: boolean,
): (key: string) => void {
  const [speaker] = useState(browserSpeaker);

  const { kind, title, url, loop, startedAt } = sound ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: `startedAt` tells a prompt from the same one played again.
  useEffect(() => {
    if (!on || !kind) return;
    return begin(speaker, { kind, title, url, loop });
  }, [speaker, on, kind, title, url, loop, startedAt]);

  useEffect(() => {
    if (on && tone) speaker.key(tone.tone);
  }, [speaker, on, tone]);

  return (key) => {
    if (on) speaker.key(key);
  };
}

interface Sounding {
  readonly kind: SoundView["kind"];
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly loop: boolean | undefined;
}

function begin(speaker: Speaker, { kind, title, url, loop }: Sounding): (() => void) | undefined {
  if (isCadence(kind)) return speaker.signal(kind);
  if (kind !== "prompt") return undefined;
  if (url) return speaker.file(url, loop ?? false);
  return title ? speaker.say(title) : undefined;
}
