import { basename } from "node:path";
import type { Simulator } from "@trunkline/simulator";
import { numbers } from "../bot/settings.js";
import { Stays } from "./stays.js";

/** How long after the start of a prompt the caller presses the first key, and the time between two keys, ms. */
const pressAfterMs = 120;
const gapMs = 120;

/** The keys of the menu. */
const keys = { blind: "1", warm: "3" } as const;

export interface CallerOptions {
  /** False if the test presses the keys of the PIN itself. Default true. */
  readonly keysInPin?: boolean;
  /** Which transfer she chooses in the menu. Default blind. */
  readonly transfer?: Transfer;
}

/** How a caller is transferred: without a word, or to a person who has been asked. */
export type Transfer = "blind" | "warm";

/** Ada: calls, enters the PIN, has the door opened, and asks for a person. She does what each prompt asks for. */
export class Caller {
  /** The prompts that she has heard, by name, oldest first. */
  readonly heard: string[] = [];
  /** The keys that she has pressed. */
  pressed = "";
  readonly callId: string;
  readonly #simulator: Simulator;
  readonly #stop: () => void;
  readonly #since: number;
  readonly #keysInPin: boolean;
  readonly #transfer: Transfer;
  /** Who has been connected with whom since she dialed. */
  readonly stays: Stays;

  constructor(simulator: Simulator, { keysInPin = true, transfer = "blind" }: CallerOptions = {}) {
    this.#simulator = simulator;
    this.#keysInPin = keysInPin;
    this.#transfer = transfer;
    this.stays = new Stays(simulator);
    this.#since = simulator.clock.now();
    this.#stop = simulator.subscribe((message) => {
      if (message.type !== "heard" || message.personId !== "ada") return;
      const { kind, title = "" } = message.sound;
      if (kind !== "prompt") return;
      const name = basename(title, ".wav");
      this.heard.push(name);
      this.#react(name);
    });
    this.callId = simulator.person("ada").dial(numbers.bot).id;
  }

  /** Whether she is connected to Bob, her destination, and the bot is gone. */
  get arrived(): boolean {
    return this.#withBob?.legs.every(({ owner, state }) => owner.kind !== "bot" || state === "ended") ?? false;
  }

  /** The call in which she is connected to Bob. */
  get #withBob(): ReturnType<Simulator["calls"]>[number] | undefined {
    return this.#simulator
      .calls()
      .find(
        ({ legs, endedAt }) =>
          endedAt === undefined &&
          ["ada", "bob"].every((id) => legs.some((leg) => isOf(leg, id) && leg.state === "connected")),
      );
  }

  /** Whether she has been disconnected. */
  get cutOff(): boolean {
    return !this.#simulator.calls().some(({ legs }) => legs.some((leg) => isOf(leg, "ada") && leg.state !== "ended"));
  }

  get doorsOpened(): number {
    // By start time: a simulator forgets the oldest calls, so two counts cannot be compared.
    return this.#simulator
      .calls()
      .filter(({ legs, startedAt }) => startedAt >= this.#since && legs.some((leg) => isOf(leg, "door"))).length;
  }

  /** She hangs up, and Bob with her if they are in a call: one of several would go on without her. */
  leave(): void {
    this.#stop();
    const shared = this.#withBob;
    if (!this.cutOff) this.#simulator.person("ada").hangUp();
    const bob = this.#simulator.person("bob");
    if (bob.calls().some(({ id }) => id === shared?.id)) bob.hangUp(shared?.id);
  }

  #react(prompt: string): void {
    if (prompt === "pin" && this.#keysInPin) this.#keyIn("1234");
    if (prompt === "menu") this.#keyIn(this.heard.includes("opened") ? keys[this.#transfer] : "2");
  }

  #keyIn(keys: string): void {
    for (const [index, key] of [...keys].entries()) setTimeout(() => this.press(key), pressAfterMs + index * gapMs);
  }

  press(key: string): void {
    if (this.cutOff || this.arrived) return;
    this.pressed += key;
    this.#simulator.person("ada").press(key);
  }
}

type Leg = ReturnType<Simulator["calls"]>[number]["legs"][number];

function isOf({ owner }: Leg, personId: string): boolean {
  return owner.kind === "person" && owner.personId === personId;
}
