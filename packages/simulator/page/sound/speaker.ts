import { type Cadence, type CadenceName, cadences } from "./cadence.js";
import { dtmfOf } from "./dtmf.js";

/** What makes sound: tones and signals through WebAudio, spoken prompts by the browser's voice, files by an audio element. */
export interface Speaker {
  key(tone: string): void;
  signal(name: CadenceName): () => void;
  say(text: string): () => void;
  file(url: string, loop: boolean): () => void;
}

const KEY_SECONDS = 0.14;
const KEY_LOUDNESS = 0.08;
const SOFT_SECONDS = 0.012;

/** Browsers let a page sound after a click or a key press: until then the audio context waits, and the caption is all there is. */
export function browserSpeaker(): Speaker {
  let context: AudioContext | undefined;
  const audio = (): AudioContext => {
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
    return context;
  };
  /** Sounds once and returns how to cut it off. */
  const chord = (frequencies: readonly number[], seconds: number, loudness: number): (() => void) => {
    const ctx = audio();
    const gain = new GainNode(ctx, { gain: 0 });
    gain.connect(ctx.destination);
    const start = ctx.currentTime;
    gain.gain.linearRampToValueAtTime(loudness, start + SOFT_SECONDS);
    gain.gain.setValueAtTime(loudness, start + seconds - SOFT_SECONDS);
    gain.gain.linearRampToValueAtTime(0, start + seconds);
    for (const frequency of frequencies) {
      const oscillator = new OscillatorNode(ctx, { frequency });
      oscillator.connect(gain);
      oscillator.start(start);
      oscillator.stop(start + seconds);
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

function repeat(
  { frequencies, rhythm, loudness }: Cadence,
  chord: (frequencies: readonly number[], seconds: number, loudness: number) => () => void,
): () => void {
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
