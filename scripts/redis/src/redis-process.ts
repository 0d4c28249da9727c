import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { findRedis } from "./find-redis.js";

/** How long a server may take to answer after its start, ms. */
const startMs = 10_000;

/** One `redis-server` with its own directory. It can be killed, and restarted on the same port with its data. */
export class RedisProcess {
  readonly port: number;
  readonly #folder: string;
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;

  constructor(port: number, folder: string, args: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#args = args;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, and waits until it answers. Does nothing if it is running. */
  async start(): Promise<void> {
    if (this.#child && !hasEnded(this.#child)) return;
    const redis = findRedis();
    if (!redis.found) throw new Error(redis.reason);
    const args = [
      "--port",
      `${this.port}`,
      "--bind",
      "127.0.0.1",
      "--dir",
      this.#folder,
      "--daemonize",
      "no",
      ...this.#args,
    ];
    const child = spawn(redis.path, args, { stdio: "ignore" });
    this.#child = child;
    const deadline = Date.now() + startMs;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`redis-server on port ${this.port} ended with ${child.exitCode}`);
      const answer = await ask(this.port, ["PING"]).catch(() => "");
      if (answer === "+PONG" || answer.startsWith("-NOAUTH")) return;
      if (Date.now() > deadline) throw new Error(`redis-server on port ${this.port} does not answer (${answer})`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Sends a signal: `SIGKILL` is a crash, `SIGSTOP` a server that stops answering, `SIGCONT` one that resumes. */
  async signal(signal: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): Promise<void> {
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const ended = once(child, "exit");
    child.kill(signal);
    if (signal === "SIGKILL" || signal === "SIGTERM") await ended;
  }

  /** Sends it a command. @returns the first line of the answer. */
  ask(...command: readonly string[]): Promise<string> {
    return ask(this.port, command);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/**
 * Sends a Redis one command on a separate connection, without a client.
 * @returns the first line of the answer, with its type character; the second line for a bulk string.
 */
function ask(port: number, command: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setTimeout(2000, () => socket.destroy(new Error(`no answer from port ${port}`)));
    socket.on("connect", () =>
      socket.write(
        `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`,
      ),
    );
    socket.on("data", (chunk) => {
      answer += chunk.toString();
      const [first = "", second] = answer.split("\r\n");
      const bulk = first.startsWith("$") && first !== "$-1";
      if (second === undefined || (bulk && answer.split("\r\n").length < 3)) return;
      socket.destroy();
      resolve(bulk ? second : first);
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`port ${port} closed the connection`)));
  });
}
