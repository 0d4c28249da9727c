import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../dist/main.js", import.meta.url));

test("a demo whose bot does not start says why, and leaves no process behind", { timeout: 60_000 }, async () => {
  const env = { ...process.env, PORT: "0", REDIS_URL: "nonsense" };
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  // It ends without a signal: a remaining server or instance would keep it and its stderr open.
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(said).toMatch(/The demo does not start: instance \d of the bot ended with 1/);
});
