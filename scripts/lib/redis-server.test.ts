import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { redisAtHand } from "./redis-server.mjs";

test("a Redis is at hand if one is named, or if there is a server to start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "redis-at-hand-"));
  try {
    expect(redisAtHand({ PATH: folder })).toBe(false);
    expect(redisAtHand({ PATH: folder, REDIS_URL: "redis://127.0.0.1" })).toBe(true);
    await writeFile(join(folder, "redis-server"), "#!/bin/sh\n");
    expect(redisAtHand({ PATH: folder })).toBe(false);
    await chmod(join(folder, "redis-server"), 0o755);
    expect(redisAtHand({ PATH: folder })).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
