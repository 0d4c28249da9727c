import { useEffect, useState } from "react";
import type { SoundView } from "../../src/control/protocol.js";
import type { HeardTone } from "../state/sim-view.js";
import { type Cadence, type CadenceName, cadences, dtmfOf, isCadence } from "./tones.js";

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

/** What makes sound: tones and signals through WebAudio, spoken prompts by the browser's voice, files by an audio element. */
interface Speaker {
  key(tone: string): void;
  signal(name: CadenceName): () => void;
  say(text: string): () => void;
  file(url: string, loop: boolean): () => void;
}

const KEY_SECONDS = 0.14;
const KEY_LOUDNESS = 0.08;
const SOFT_SECONDS = 0.012;
const TOO_LATE_MS = 300;

type Chord = (frequencies: readonly number[], seconds: number, loudness: number) => () => void;

/**
 * Browsers let a page sound only after a click or a key press. Until then the caption is all there is, and what should have
 * sounded is not made up for: a ring of a minute ago would be a lie.
 */
function browserSpeaker(): Speaker {
  let context: AudioContext | undefined;
  /** Sounds once and returns how to cut it off. */
  const chord: Chord = (frequencies, seconds, loudness) => {
    context ??= new AudioContext();
    const ctx = context;
    const gain = new GainNode(ctx, { gain: 0 });
    gain.connect(ctx.destination);
    const play = () => sound(gain, frequencies, seconds, loudness);
    if (ctx.state === "running") play();
    else {
      const asked = performance.now();
      void ctx.resume().then(() => performance.now() - asked < TOO_LATE_MS && play());
    }
    return () => gain.disconnect();
  };

  return {
    key(tone) {
      const pair = dtmfOf(tone);
      if (pair) chord(pair, KEY_SECONDS, KEY_LOUDNESS);
    },
    signal: (name) => repeat(cadences[name], chord),
    say(text) {
      if (!("speechSynthesis" in globalThis)) return () => {};
      const utterance = new SpeechSynthesisUtterance(text);
      speechSynthesis.cancel();
      speechSynthesis.speak(utterance);
      return () => speechSynthesis.cancel();
    },
    file(url, loop) {
      const player = new Audio(url);
      player.loop = loop;
      player.play().catch(() => {}); // not allowed yet, or not there: the caption says what it is
      return () => player.pause();
    },
  };
}

/** Soft at both ends: a tone that is cut clicks. */
function sound(gain: GainNode, frequencies: readonly number[], seconds: number, loudness: number): void {
  const { context } = gain;
  const start = context.currentTime;
  gain.gain.linearRampToValueAtTime(loudness, start + SOFT_SECONDS);
  gain.gain.setValueAtTime(loudness, start + seconds - SOFT_SECONDS);
  gain.gain.linearRampToValueAtTime(0, start + seconds);
  for (const frequency of frequencies) {
    const oscillator = new OscillatorNode(context, { frequency });
    oscillator.connect(gain);
    oscillator.start(start);
    oscillator.stop(start + seconds);
  }
}

function repeat({ frequencies, rhythm, loudness }: Cadence, chord: Chord): () => void {
  let silence: () => void = () => {};
  let timer: ReturnType<typeof setTimeout>;
  const step = (index: number) => {
    const ms = rhythm[index % rhythm.length] ?? 1000;
    if (index % 2 === 0) silence = chord(frequencies, ms / 1000, loudness);
    timer = setTimeout(() => step(index + 1), ms);
  };
  step(0);
  return () => {
    clearTimeout(timer);
    silence();
  };
}
