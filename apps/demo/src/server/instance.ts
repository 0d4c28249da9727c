import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { InstanceSettings } from "../instance/messages.js";
import { type Answer, type Callback, type Order, type Report, reportSchema } from "../instance/messages.js";
import type { Answering, BotEvent, PersonChange, Provider } from "../protocol.js";

/** The program of an instance: always the built one, even when this runs from the sources. */
const program = fileURLToPath(new URL("../../dist/instance/main.js", import.meta.url));

/** The instance died before it answered. */
export class InstanceGone extends Error {}

type Pending = { readonly resolve: (report: Report) => void; readonly reject: (error: Error) => void };

/** A process that runs the bot. */
export class Instance {
  readonly name: string;
  /** Resolves when the process has exited, for any reason. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, Pending>();
  #orders = 0;

  private constructor(name: string, child: ChildProcess, onEvent: (event: BotEvent) => void) {
    this.name = name;
    this.#child = child;
    child.on("message", (message) => this.#onReport(reportSchema.parse(message), onEvent));
    this.ended = new Promise((resolve) => child.once("exit", resolve)).then(() => this.#rejectAll());
  }

  /** Starts an instance, and waits until the bot runs. */
  static async start(settings: InstanceSettings, onEvent: (event: BotEvent) => void): Promise<Instance> {
    const env = { ...process.env, INSTANCE: JSON.stringify(settings) };
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const instance = new Instance(settings.name, child, onEvent);
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`instance ${settings.name} of the bot ended with ${code} before it ran`);
    });
    ended.catch(() => {});
    // Its first message reports that it is ready.
    await Promise.race([once(child, "message"), ended]);
    return instance;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** @throws InstanceGone if it dies before it answers. */
  async take(provider: Provider, callback: Callback): Promise<Answer> {
    const report = await this.#ask((id) => ({ do: "take-callback", id, provider, callback }));
    if (report.kind === "taken") return report.answer;
    throw new Error(report.kind === "failed" ? report.message : report.kind);
  }

  /** Makes it call a number. Resolves to the ref of the call. */
  async call(provider: Provider, to: string): Promise<string> {
    const report = await this.#ask((id) => ({ do: "call", id, provider, to }));
    if (report.kind === "called") return report.call;
    throw new Error(report.kind === "failed" ? report.message : report.kind);
  }

  /** Puts somebody on hold, takes them back, or mutes them. */
  async changePerson(provider: Provider, call: string, number: string, change: PersonChange): Promise<void> {
    const report = await this.#ask((id) => ({ do: "change-person", id, provider, call, number, change }));
    if (report.kind !== "changed") throw new Error(report.kind === "failed" ? report.message : report.kind);
  }

  answerCalls(answering: Answering): void {
    this.#send({ do: "answer-calls", answering });
  }

  /** Stops it as a deployment does: its calls are hung up. It is killed if that takes too long. */
  async stop(withinMs = 5000): Promise<void> {
    if (!this.alive) return;
    this.#send({ do: "stop" });
    const late = setTimeout(() => this.#child.kill("SIGKILL"), withinMs);
    await this.ended;
    clearTimeout(late);
  }

  /** Ends it at once, like a crash. Resolves when it has exited. */
  async kill(): Promise<void> {
    if (!this.alive) return;
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  #ask(order: (id: number) => Order): Promise<Report> {
    if (!this.alive) return Promise.reject(this.#gone());
    const id = ++this.#orders;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#send(order(id));
    });
  }

  #send(order: Order): void {
    // If it dies at this moment, its exit rejects the pending requests.
    this.#child.send(order, () => {});
  }

  #onReport(report: Report, onEvent: (event: BotEvent) => void): void {
    if (report.kind === "event") return onEvent(report.event);
    if (report.kind === "ready") return;
    this.#asked.get(report.id)?.resolve(report);
    this.#asked.delete(report.id);
  }

  #rejectAll(): void {
    for (const { reject } of this.#asked.values()) reject(this.#gone());
    this.#asked.clear();
  }

  #gone(): InstanceGone {
    return new InstanceGone(`instance ${this.name} is gone`);
  }
}
