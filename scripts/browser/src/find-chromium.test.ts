import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findChromium } from "./find-chromium.js";

const here = { platform: "linux", arch: "x64" } as const;

describe("findChromium", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "find-chromium-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function program(name: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, "#!/bin/sh\n");
    await chmod(path, 0o755);
    return path;
  }

  test("CHROMIUM_PATH takes precedence over the system's browser", async () => {
    await program("chromium");
    const mine = await program("mine");
    expect(await findChromium({ ...here, env: { CHROMIUM_PATH: mine, PATH: folder } })).toEqual({
      found: true,
      path: mine,
      env: {},
    });
  });

  test("a CHROMIUM_PATH that cannot be run is reported, not ignored", async () => {
    const found = await findChromium({ ...here, env: { CHROMIUM_PATH: join(folder, "nothing"), PATH: folder } });
    expect(found).toMatchObject({ found: false, reason: expect.stringContaining(join(folder, "nothing")) });
  });

  test("the system's browser is found on the PATH", async () => {
    const chrome = await program("google-chrome");
    expect(await findChromium({ ...here, env: { PATH: folder } })).toMatchObject({ found: true, path: chrome });
  });

  test("a machine without a browser gets one line that says what to do", async () => {
    const found = await findChromium({ env: { PATH: folder }, platform: "freebsd", arch: "arm64" });
    expect(found).toEqual({
      found: false,
      reason: "No Chromium for freebsd on arm64: install Chromium or Chrome, or set CHROMIUM_PATH to one.",
    });
  });
});
