import { type Call, CallingError, type ConfiguredCalling } from "trunkline";
import { z } from "zod";
import type { BotSettings } from "./settings.js";

/** A call that this one waits for, by its ref. It is stored before the wait, so that no instance makes a second one. */
const other = z.string().optional();

/** The position of a call in the bot's dialog. It is stored as `call.data`, so that any instance can continue from here. */
export const stepSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  /** `round`: how often the caller has come back to the menu. */
  z.object({ step: z.literal("menu"), attempt: z.number(), round: z.number() }),
  z.object({ step: z.literal("person") }),
  z.object({ step: z.literal("door") }),
  z.object({ step: z.literal("goodbye") }),
  /** The bot made this call, to remind someone of an appointment. */
  z.object({ step: z.literal("reminder") }),
  /** A call for two that cannot take a third: the caller is brought into a meeting, the call `room`. */
  z.object({ step: z.literal("conference"), room: other }),
  /** The bot joined this meeting for the call `caller`, and waits for who comes over from there. */
  z.object({ step: z.literal("arrival"), caller: z.string() }),
  /** The caller, by `partyKey`, is on hold while a colleague is called into the call. */
  z.object({ step: z.literal("gathering"), callerKey: z.string() }),
  /** Caller and colleague talk, and the caller presses keys. `turn` counts them. */
  z.object({ step: z.literal("talking"), callerKey: z.string(), turn: z.number() }),
  z.object({ step: z.literal("farewell"), callerKey: z.string() }),
  /** The caller hears music while a colleague is asked, in the call `asking`, whether to take the call. `accepted`: they do. */
  z.object({ step: z.literal("warm transfer"), round: z.number(), asking: other, accepted: z.boolean().optional() }),
  /** The bot made this call, to ask a colleague on behalf of the call `caller`. That one's dialog goes on; this one only waits. */
  z.object({ step: z.literal("asking"), caller: z.string() }),
]);

export type Step = z.infer<typeof stepSchema>;
export type StepOf<Name extends Step["step"]> = Extract<Step, { readonly step: Name }>;
export type BotCalling = ConfiguredCalling<Step>;
export type BotCall = Call<BotCalling["adapter"], Step>;

/** The context of a step. */
export interface Scene {
  readonly calling: BotCalling;
  readonly call: BotCall;
  readonly settings: BotSettings;
  /** Begins the dialog of another call, which then goes its own way. */
  begin(call: BotCall, step: Step): void;
}

/** Whether another instance has the call now, and leads its dialog. */
export function isTakenOver({ signal }: BotCall): boolean {
  return CallingError.is(signal.reason) && signal.reason.code === "superseded";
}

/** How often the caller is asked. */
export const attempts = 3;
