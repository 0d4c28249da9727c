import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type CommandBody, readySchema } from "../bot/commands.js";
import type { InstanceSettings } from "../bot/settings.js";
import type { History } from "./history.js";

/** The program of an instance: always the built one, even when the test runs from the sources. */
const program = fileURLToPath(new URL("../../dist/bot/main.js", import.meta.url));

/** An instance of the bot, in its own process. */
export class Instance {
  readonly name: string;
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #history: History;
  /** Listened for once: many wait for it, in call after call. */
  readonly #exit: Promise<unknown>;
  #commands = 0;

  private constructor(name: string, port: number, child: ChildProcess, history: History) {
    this.name = name;
    this.port = port;
    this.#child = child;
    this.#history = history;
    this.#exit = once(child, "exit");
  }

  /** Starts an instance and waits until it listens. */
  static async start(settings: InstanceSettings, history: History): Promise<Instance> {
    const env = { ...process.env, INSTANCE: JSON.stringify(settings) };
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const dead = once(child, "exit").then(([code]) => {
      throw new Error(`${settings.name} ended with ${code} before it listened`);
    });
    const [message] = await Promise.race([once(child, "message"), dead]);
    dead.catch(() => {});
    return new Instance(settings.name, readySchema.parse(message).port, child, history);
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Carries out a command. @returns its outcome from the journal. */
  async do(
    body: CommandBody,
    withinMs = 15_000,
  ): Promise<{ readonly value?: unknown; readonly error?: string | undefined }> {
    const id = `${this.name}/${++this.#commands}`;
    this.#child.send({ ...body, id });
    const line = await this.#history.until(
      `${this.name} to ${body.do}`,
      (line) => line.kind === "outcome" && line.command === id,
      withinMs,
    );
    return line.kind === "outcome" ? line : {};
  }

  signal(signal: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): void {
    this.#child.kill(signal);
  }

  /** Resolves when the process is gone. */
  async gone(): Promise<void> {
    if (this.alive) await this.#exit;
  }

  async kill(): Promise<void> {
    if (this.alive) this.signal("SIGKILL");
    await this.gone();
  }
}
