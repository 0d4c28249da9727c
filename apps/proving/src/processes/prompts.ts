import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The bot's prompts and how long each sounds, ms. */
const prompts = {
  pin: 400,
  menu: 300,
  "not-heard": 150,
  "wrong-pin": 150,
  opened: 150,
  connecting: 150,
  goodbye: 150,
  music: 8000,
};

const bytesPerMs = 32;

/** Writes them as files: 16 kHz, 16 bit, mono, silent. */
export function writePrompts(folder: string): void {
  for (const [name, ms] of Object.entries(prompts)) writeFileSync(join(folder, `${name}.wav`), wav(ms));
}

function wav(ms: number): Buffer {
  const size = ms * bytesPerMs;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + size, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(16_000 * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(size, 40);
  return Buffer.concat([head, Buffer.alloc(size)]);
}
