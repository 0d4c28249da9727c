import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { promptMeasure, readMedia, wavLength } from "./measure-prompt.js";

/** A WAV file of silence: 16 kHz, mono, 16 bit. */
function wav(ms: number): Buffer {
  const size = ms * 32;
  const bytes = Buffer.alloc(44 + size);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + size, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(16_000, 24);
  bytes.writeUInt32LE(32_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(size, 40);
  return bytes;
}

const folder = mkdtempSync(join(tmpdir(), "media-"));
writeFileSync(join(folder, "a.wav"), wav(1250));
writeFileSync(join(folder, "b.wav"), "no sound");
const measure = promptMeasure(folder);
const file = (name: string) => measure({ kind: "audio", url: `http://127.0.0.1:1/_sim/media/${name}` });

test("a file of the media folder lasts as long as it says", () => {
  expect(wavLength(wav(1250))).toBe(1250);
  expect(file("a.wav")).toEqual({ ok: true, durationMs: 1250 });
});

test("a file that is not a WAV, is missing, or lies outside the folder cannot be played", () => {
  expect(file("b.wav")).toEqual({ ok: false, reason: "bad-format" });
  expect(file("c.wav")).toEqual({ ok: false, reason: "not-found" });
  expect(file("..%2Fsecret")).toEqual({ ok: false, reason: "not-found" });
});

test("speech lasts by its length, tags of markup not counted; files elsewhere three seconds", () => {
  expect(measure({ kind: "speech", text: "x".repeat(100) })).toEqual({ ok: true, durationMs: 6500 });
  expect(measure({ kind: "markup", markup: `<speak>${"x".repeat(100)}</speak>` })).toEqual({
    ok: true,
    durationMs: 6500,
  });
  expect(measure({ kind: "audio", url: "https://example.com/a.wav" })).toEqual({ ok: true, durationMs: 3000 });
});

test("a link that leads out of the media folder is refused, one that stays inside is served", () => {
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  writeFileSync(join(outside, "secret.wav"), wav(10));
  const inside = mkdtempSync(join(tmpdir(), "media-"));
  writeFileSync(join(inside, "a.wav"), wav(10));
  symlinkSync(join(outside, "secret.wav"), join(inside, "out.wav"));
  symlinkSync(outside, join(inside, "folder"));
  symlinkSync(`${inside}-other`, join(inside, "dangling.wav"));
  symlinkSync("a.wav", join(inside, "in.wav"));
  mkdirSync(join(inside, "folder.wav"));
  const linked = join(outside, "media");
  symlinkSync(inside, linked);
  for (const name of ["out.wav", "folder", "dangling.wav", "folder.wav", "..", "a.wav/"])
    expect([name, readMedia(inside, name)]).toEqual([name, undefined]);
  expect(readMedia(inside, "in.wav")).toHaveLength(wav(10).length);
  // The folder itself may be a link: it is what was given.
  expect(readMedia(linked, "a.wav")).toHaveLength(wav(10).length);
});
