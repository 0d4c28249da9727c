/**
 * Makes the demo's prompts: `node apps/demo/prompts/make.mjs`, after a build. The texts are in `src/bot/settings.ts`; espeak-ng speaks them.
 * All are WAV files as both clouds take them: mono, 16 bit, 16 kHz.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promptTexts } from "../dist/bot/settings.js";

const RATE = 16_000;
const LOUDEST = 0.7;

const folder = mkdtempSync(join(tmpdir(), "prompts-"));
for (const [name, text] of Object.entries(promptTexts)) {
  const sound = name === "music" ? music() : speak(text);
  writeFileSync(new URL(`${name}.wav`, import.meta.url), wav(sound));
}
rmSync(folder, { recursive: true });

/**
 * @param {string} text
 * @returns {Float64Array}
 */
function speak(text) {
  const file = join(folder, "spoken.wav");
  execFileSync("espeak-ng", ["-v", "en-us", "-s", "165", "-w", file, text]);
  const bytes = readFileSync(file);
  const rate = bytes.readUInt32LE(24);
  const spoken = Float64Array.from(
    { length: (bytes.length - 44) / 2 },
    (_, i) => bytes.readInt16LE(44 + 2 * i) / 32_768,
  );
  return padded(loud(trimmed(resampled(spoken, rate))));
}

/**
 * Hold music of eight seconds that begins again without a break: two soft chords, each note with a slow swell.
 *
 * @returns {Float64Array}
 */
function music() {
  const seconds = 8;
  const sound = new Float64Array(seconds * RATE);
  // Semitones from A3: A major with a sixth, then D major with a ninth, broken upward.
  const chords = [
    [0, 7, 12, 16, 21, 16, 12, 7],
    [5, 12, 17, 21, 19, 17, 12, 9],
  ];
  chords.flat().forEach((semitone, index) => {
    addNote(sound, 220 * 2 ** (semitone / 12), index * (seconds / 16));
  });
  return loud(sound).map((sample) => sample * 0.55);
}

/**
 * A note that swells and dies away. What rings past the end rings at the beginning.
 *
 * @param {Float64Array} sound
 * @param {number} frequency Hz
 * @param {number} start in seconds
 */
function addNote(sound, frequency, start) {
  const length = 2.4 * RATE;
  for (let i = 0; i < length; i++) {
    const t = i / RATE;
    const swell = Math.min(1, t / 0.06) * Math.exp(-t * 1.9) * Math.min(1, (length - i) / (0.2 * RATE));
    const phase = 2 * Math.PI * frequency * t;
    const at = (Math.round(start * RATE) + i) % sound.length;
    sound[at] = (sound[at] ?? 0) + swell * (Math.sin(phase) + 0.28 * Math.sin(2 * phase) + 0.08 * Math.sin(3 * phase));
  }
}

/**
 * @param {Float64Array} sound
 * @param {number} rate of the sound
 */
function resampled(sound, rate) {
  const step = rate / RATE;
  const at = (/** @type {number} */ place) => sound[Math.min(sound.length - 1, Math.max(0, place))] ?? 0;
  return Float64Array.from({ length: Math.floor(sound.length / step) }, (_, i) => {
    const place = i * step;
    const whole = Math.floor(place);
    return at(whole) + (at(whole + 1) - at(whole)) * (place - whole);
  });
}

/** @param {Float64Array} sound */
function trimmed(sound) {
  const heard = (/** @type {number} */ sample) => Math.abs(sample) > 0.006;
  return sound.slice(sound.findIndex(heard), sound.findLastIndex(heard) + 1);
}

/** @param {Float64Array} sound */
function loud(sound) {
  const most = sound.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  return sound.map((sample) => (sample * LOUDEST) / most);
}

/** @param {Float64Array} sound */
function padded(sound) {
  const before = 0.1 * RATE;
  const all = new Float64Array(before + sound.length + 0.15 * RATE);
  all.set(sound, before);
  return all;
}

/** @param {Float64Array} sound */
function wav(sound) {
  const bytes = Buffer.alloc(44 + 2 * sound.length);
  bytes.write("RIFF");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(2 * RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(2 * sound.length, 40);
  for (const [i, sample] of sound.entries()) bytes.writeInt16LE(Math.round(sample * 32_767), 44 + 2 * i);
  return bytes;
}
