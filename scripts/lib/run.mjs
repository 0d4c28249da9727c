import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { at, root } from "./files.mjs";

/** Lets every command find the tools of the repository by name, including those that the tools start themselves. */
const env = {
  ...process.env,
  PATH: [at("node_modules", ".bin"), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: "1",
};

/** Windows can start `npx.cmd` and the like only through a shell. */
const shell = process.platform === "win32";

/**
 * Runs a command to its end with an empty stdin, and captures its output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>} `ok` when it exited with 0
 */
export function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ ok: false, output: `${command}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

/**
 * Runs a command that uses the terminal itself.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [more] variables of its environment beside ours
 * @returns {Promise<number>} its exit code, or 1 if a signal ended it or it could not start
 */
export function runInTerminal(command, args, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...env, ...more }, shell, stdio: "inherit" });
    child.on("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
