import type { Address, PersonHandle, Simulator } from "@trunkline/simulator";
import { z } from "zod";
import { openSocket, type Socket } from "./app-socket.js";
import { messageOf } from "./output.js";
import { fillIn, type Play, type Step } from "./play.js";
import type { RunningApp } from "./start.js";
import { until } from "./until.js";

/** What the steps of a play work with. */
interface Scene {
  readonly simulator: Simulator;
  readonly app: RunningApp;
  /** What `{name}` stands for; grows with what steps keep. */
  readonly values: Map<string, string>;
  socket?: Socket;
}

/** Plays the people and the operator of an app. Rejects at the first step that does not come true, with its number and what was missing. */
export async function perform(
  simulator: Simulator,
  app: RunningApp,
  play: Play,
  values: Map<string, string>,
): Promise<void> {
  const scene: Scene = { simulator, app, values };
  for (const [id, { address, picksUp }] of Object.entries(play.people)) enter(scene, id, address, picksUp);
  try {
    for (const [index, step] of play.steps.entries()) {
      try {
        await take(scene, step);
      } catch (error) {
        throw new Error(`step ${index + 1}, ${step.do}: ${messageOf(error)}`);
      }
    }
  } finally {
    scene.socket?.close();
  }
}

async function take(scene: Scene, step: Step): Promise<void> {
  const { simulator, app } = scene;
  const person = (id: string): PersonHandle => simulator.person(id);
  const text = (pattern: string): string => fillIn(pattern, scene.values);
  switch (step.do) {
    case "ask":
      return ask(scene, step);
    case "app-gets":
      return waitFor(scene, step.withinMs, `${step.event} to be sent ${times(step.times)}`, () => {
        const sent = simulator.log().filter(({ direction, title }) => direction === "to-bot" && title === step.event);
        return sent.filter(({ outcome }) => outcome === "answered" || !step.answered).length >= step.times;
      });
    case "enter":
      enter(scene, step.person, step.address, step.picksUp);
      return;
    case "dial":
      person(step.person).dial(addressOf(text(step.to)));
      return;
    case "join":
      person(step.person).join(text(step.meeting));
      return;
    case "answer":
      await waitFor(scene, step.withinMs, `${step.person}'s phone to ring`, () =>
        isIn(simulator, step.person, "ringing"),
      );
      person(step.person).answer();
      return;
    case "hears": {
      const hears = (): boolean =>
        person(step.person)
          .heard()
          .some((sound) => sound.includes(step.text));
      return waitFor(scene, step.withinMs, `${step.person} to hear "${step.text}"`, hears);
    }
    case "press":
      person(step.person).press(step.keys);
      return;
    case "hang-up":
      person(step.person).hangUp();
      return;
    case "together":
      return waitFor(scene, step.withinMs, `${step.people.join(" and ")} to be connected`, () =>
        simulator.calls().some(({ legs, endedAt }) => {
          if (endedAt !== undefined) return false;
          return step.people.every((id) => legs.some((leg) => isOf(leg, id) && leg.state === "connected"));
        }),
      );
    case "over":
      return waitFor(scene, step.withinMs, "all calls to end", () =>
        simulator.calls().every(({ endedAt }) => endedAt !== undefined),
      );
    case "open-socket":
      scene.socket = await openSocket(`${app.url.replace(/^http/, "ws")}${step.path}`);
      return;
    case "socket-gets":
      return waitFor(scene, step.withinMs, `"${step.text}" on the socket`, () =>
        (scene.socket?.received ?? []).some((message) => message.includes(step.text)),
      );
    case "socket-sends":
      if (!scene.socket) throw new Error("no socket is open");
      scene.socket.send(step.text);
  }
}

/** As a person at a browser who does not follow the app back to its page. */
async function ask(scene: Scene, { path, shows, keep, withinMs }: Extract<Step, { do: "ask" }>): Promise<void> {
  const url = `${scene.app.url}${fillIn(path, scene.values)}`;
  const wanted = Object.entries(keep);
  const what = wanted.length === 0 ? `${path} to answer` : `${path} to have ${Object.values(keep).join(", ")}`;
  await waitFor(scene, withinMs, what, async () => {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(withinMs) }).catch(() => {});
    // An app that ends while it is asked is found out by the wait.
    if (!response) return false;
    const body = await response.text();
    if (response.status >= 400 || !body.includes(shows))
      throw new Error(`${path} answered ${response.status} ${body.slice(0, 200)}${shows && `, without ${shows}`}`);
    if (wanted.length === 0) return true;
    const json: unknown = JSON.parse(body);
    const found = wanted.map(([name, where]) => [name, valueAt(json, where)] as const);
    for (const [name, value] of found) if (value !== undefined) scene.values.set(name, value);
    return found.every(([, value]) => value !== undefined);
  });
}

/** Like `until`, and ends at once when the app has ended. */
async function waitFor(
  { app }: Scene,
  withinMs: number,
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  await until(what, withinMs, async () => {
    try {
      return await isSo();
    } finally {
      app.mustRun();
    }
  });
}

function enter({ simulator, values }: Scene, id: string, address: string, picksUp: boolean): void {
  const reaction = picksUp ? { reaction: { kind: "answer" } as const } : {};
  simulator.addPerson({ id, party: addressOf(fillIn(address, values)), ...reaction });
}

/** `8:acs:…` is a communication user, all else a number. */
export function addressOf(text: string): Address {
  if (text.startsWith("8:")) return { kind: "communication-user", id: text };
  return { kind: "phone", number: text };
}

type Leg = ReturnType<Simulator["calls"]>[number]["legs"][number];

function isOf({ owner }: Leg, id: string): boolean {
  return owner.kind === "person" && owner.personId === id;
}

function isIn(simulator: Simulator, id: string, state: Leg["state"]): boolean {
  return simulator.calls().some(({ legs }) => legs.some((leg) => isOf(leg, id) && leg.state === state));
}

function valueAt(json: unknown, path: string): string | undefined {
  const value = path
    .split(".")
    .reduce<unknown>((at, name) => z.record(z.string(), z.unknown()).safeParse(at).data?.[name], json);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
