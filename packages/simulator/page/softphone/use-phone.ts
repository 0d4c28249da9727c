import { useState } from "react";
import type { PersonAction, PersonView } from "../../src/control/protocol.js";
import type { PhoneCommand } from "../keyboard/shortcuts.js";
import type { SimControl } from "../link/sim-control.js";
import { useSound } from "../sound/use-sound.js";
import { currentLine, type Line, linesOf, type PhoneState, phoneState } from "../state/line.js";
import { type SimView, trailKey } from "../state/sim-view.js";

/** The bot that the phone calls when no number is typed. */
export interface Target {
  readonly botId: string;
  readonly name: string;
  readonly address: PersonView["party"];
}

interface PhoneInput {
  readonly view: SimView;
  readonly control: SimControl;
  readonly person: PersonView | undefined;
  readonly target: Target | undefined;
  readonly soundOn: boolean;
  readonly onHelp: () => void;
}

/** A person's phone: how it stands, and what can be done with it. */
export interface Phone {
  readonly state: PhoneState;
  readonly line: Line | undefined;
  readonly lines: readonly Line[];
  readonly hears: PersonView["hears"][number]["sound"] | undefined;
  readonly dialed: string;
  /** The keys pressed in the call. */
  readonly trail: string;
  /** The tone that sounds or sounded last; `seq` tells two of the same apart. */
  readonly tone: SimView["tone"];
  /** Why the last command was refused. */
  readonly problem: string | undefined;
  act(command: PhoneCommand): void;
  /** What else can become of a call that rings. */
  refuse(how: "busy" | "voicemail" | "ignore"): void;
  /** Turns to another of the person's calls. */
  choose(callId: string): void;
}

export function usePhone({ view, control, person, target, soundOn, onHelp }: PhoneInput): Phone {
  const [dialed, setDialed] = useState("");
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const lines = view.state && person ? linesOf(view.state, person.id) : [];
  const line = currentLine(lines, chosen);
  const state = phoneState(line);
  const callId = line?.call.id;
  const hears = person?.hears.find((one) => one.callId === (callId ?? lines[0]?.call.id))?.sound;
  const tone = view.tone?.personId === person?.id ? view.tone : undefined;
  const soundKey = useSound(hears, tone, soundOn);

  const run = (command: Promise<void>) => {
    setProblem(undefined);
    command.catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  };
  const inCall = (action: Exclude<PersonAction, "dial" | "join" | "press" | "say" | "admit" | "mute">) => {
    if (person && callId) run(control.act(person.id, action, { callId }));
  };
  const dial = () => {
    if (!person) return;
    const number = dialedNumber(dialed);
    if (dialed && !number) return setProblem(`${dialed} is not a phone number: give the country code first.`);
    if (!number && !target) return setProblem("There is no bot to call yet.");
    run(control.act(person.id, "dial", number ? { to: number } : { botId: target?.botId }));
    setDialed("");
  };
  const press = (key: string) => {
    if (state === "connected" && person && callId) return run(control.act(person.id, "press", { tones: key, callId }));
    if (state !== "idle") return;
    setProblem(undefined);
    setDialed(typeKey(dialed, key));
    soundKey(key);
  };

  const act = (command: PhoneCommand): void => {
    switch (command.kind) {
      case "key":
        return press(command.key);
      case "erase":
        return setDialed(eraseKey(dialed));
      case "clear":
        setProblem(undefined);
        return setDialed("");
      case "dial":
        return dial();
      case "answer":
      case "decline":
      case "hang-up":
        return inCall(command.kind);
      case "mute":
        if (person && line) run(control.act(person.id, "mute", { muted: !line.mine.muted, callId: line.call.id }));
        return;
      case "help":
        return onHelp();
    }
  };
  const trail = person && callId ? (view.trails[trailKey(person.id, callId)] ?? "") : "";
  return { state, line, lines, hears, dialed, trail, tone, problem, act, refuse: inCall, choose: setChosen };
}

/** The most digits that a number has (E.164). */
const LONGEST = 15;

/** The number that is being typed: digits, a leading plus, and the other keys of a keypad. */
export function typeKey(dialed: string, key: string): string {
  if (key === "+") return dialed === "" ? "+" : dialed;
  return dialed.replace("+", "").length < LONGEST ? dialed + key : dialed;
}

export function eraseKey(dialed: string): string {
  return dialed.slice(0, -1);
}

/** The number to dial: E.164, the plus added when it was not typed. Undefined: not (yet) a number. */
export function dialedNumber(dialed: string): string | undefined {
  const number = dialed.startsWith("+") ? dialed : `+${dialed}`;
  return /^\+[1-9]\d{1,14}$/.test(number) ? number : undefined;
}
