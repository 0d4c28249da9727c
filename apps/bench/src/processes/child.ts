import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { type Exchange, replySchema } from "./serve.js";

/** All running children. */
const running = new Set<ChildProcess>();

/** Ends every child at once; pending questions are rejected. */
export function endChildren(): void {
  for (const child of running) child.kill();
}

interface Question {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A separate process, so that its CPU time and memory are measured separately. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #questions = new Map<number, Question>();
  #asked = 0;
  #gone: Error | undefined;

  /** @param program the built program, relative to `dist`. @param flags for Node. @param settings passed as one argument, as JSON. */
  constructor(program: string, settings: unknown = {}, flags: readonly string[] = []) {
    const path = fileURLToPath(new URL(`../${program}`, import.meta.url));
    this.#process = spawn(process.execPath, [...flags, path, JSON.stringify(settings)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#process.on("message", (message) => this.#onReply(message));
    running.add(this.#process);
    this.#process.on("exit", (code, signal) => {
      running.delete(this.#process);
      this.#gone = new Error(`${program} ended with ${code ?? signal}`);
      for (const { reject } of this.#questions.values()) reject(this.#gone);
      this.#questions.clear();
    });
  }

  /** @throws Error when it failed there, or the process is gone. */
  async ask<G extends z.ZodType, A extends z.ZodType>(
    exchange: Exchange<G, A>,
    given: z.input<G>,
  ): Promise<z.output<A>> {
    if (this.#gone) throw this.#gone;
    const id = ++this.#asked;
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.#questions.set(id, { resolve, reject });
      this.#process.send({ id, name: exchange.name, given });
    });
    return exchange.answer.parse(answer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    if (this.#process.connected) this.#process.disconnect();
    await gone;
  }

  #onReply(message: unknown): void {
    const reply = replySchema.parse(message);
    const waiting = this.#questions.get(reply.id);
    this.#questions.delete(reply.id);
    if ("error" in reply) waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply.answer);
  }
}

/** Several processes that end together. */
export class Children implements AsyncDisposable {
  readonly #all: AsyncDisposable[] = [];

  start(...given: ConstructorParameters<typeof Child>): Child {
    return this.keep(new Child(...given));
  }

  /** Also ends something else, after them. */
  keep<T extends AsyncDisposable>(other: T): T {
    this.#all.push(other);
    return other;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#all.splice(0).toReversed()) await one[Symbol.asyncDispose]();
  }
}
