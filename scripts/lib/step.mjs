const { stdout } = process;

/** Moves to the start of the terminal's line, and clears it. */
const CLEAR = "\r\x1b[K";

/**
 * @typedef {{ ok: boolean, output: string }} Outcome
 */

/**
 * Runs one task and shows it as one line: its name, whether it succeeded, and its seconds.
 * Its output is shown only if it failed.
 *
 * @param {string} label
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function step(label, work) {
  const started = performance.now();
  const ticking = stdout.isTTY && startTicking(label, started);
  const { ok, output } = await work();
  if (ticking) stopTicking(ticking);
  stdout.write(`  ${ok ? "✓" : "✗"} ${line(label, started)}\n`);
  if (!ok) stdout.write(indent(output));
  return ok;
}

/**
 * @param {string} label
 * @param {number} started
 */
function line(label, started) {
  return `${label.padEnd(32)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
}

/**
 * @param {string} label
 * @param {number} started
 */
function startTicking(label, started) {
  const show = () => stdout.write(`${CLEAR}  · ${line(label, started)}`);
  show();
  return setInterval(show, 1000);
}

/** @param {NodeJS.Timeout} ticking */
function stopTicking(ticking) {
  clearInterval(ticking);
  stdout.write(CLEAR);
}

/** @param {string} output */
function indent(output) {
  return `${output.trimEnd().replace(/^/gm, "    ")}\n`;
}
