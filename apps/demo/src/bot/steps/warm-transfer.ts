import { CallingError, type EndReason } from "trunkline";
import type { PromptName } from "../settings.js";
import { type BotCall, isTakenOver, type Scene, type Step, type StepOf } from "../step.js";

/** How long the colleague's phone rings, ms. */
const ringMs = 25_000;

type WarmTransfer = StepOf<"warm transfer">;
/** Why the caller was not put through. */
type Refusal = Extract<PromptName, "declined" | "busy" | "no-answer" | "not-taken">;

/**
 * Asks a colleague whether to take the call, while the caller hears music. With the key 1 the colleague takes it, and the bot leaves; otherwise the
 * caller hears why not, and comes back to the menu.
 */
export async function warmTransfer(scene: Scene, step: WarmTransfer): Promise<Step | undefined> {
  const { call, settings } = scene;
  const asking = await callColleague(scene, step);
  try {
    const refusal = step.accepted ? undefined : await ask(scene, asking);
    if (call.signal.aborted) return undefined;
    if (refusal === undefined) {
      await call.data.set({ ...step, asking: asking.ref, accepted: true });
      await call.transfer(settings.colleague, { replaces: asking });
      return undefined;
    }
    await call.play(settings.prompt(refusal));
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "operation-failed") throw error;
    await call.play(settings.prompt("not-taken"));
  } finally {
    // A transfer has ended it already.
    if (!isTakenOver(call)) await asking[Symbol.asyncDispose]();
  }
  return { step: "menu", attempt: 1, round: step.round + 1 };
}

/** Calls the colleague, or finds the call that an instance before this one has made. The caller hears music meanwhile. */
async function callColleague({ calling, call, settings }: Scene, step: WarmTransfer): Promise<BotCall> {
  if (!step.asking) await call.play(settings.prompt("asking"));
  // It plays until the next prompt, or the transfer.
  if (!step.accepted) call.play(settings.prompt("music"), { loop: true }).catch(() => {});
  if (step.asking) return calling.get(step.asking);
  const asking = await calling.create({
    to: settings.colleague,
    from: settings.number,
    ringMs,
    signal: call.signal,
    data: { step: "asking", caller: call.ref },
  });
  await call.data.set({ ...step, asking: asking.ref });
  return asking;
}

/** Says what it is about, and waits for the key. Resolves to why the colleague does not take the call; undefined: they do. */
async function ask({ call, settings }: Scene, asking: BotCall): Promise<Refusal | undefined> {
  try {
    await asking.connected;
    settings.note(asking.ref, "asks the colleague", "asking");
    const { tones } = await asking.collectDtmf({
      ...{ prompt: settings.prompt("take-it"), max: 1, firstToneMs: 10_000, key: "take-it" },
      signal: call.signal,
    });
    return tones === "1" ? undefined : "not-taken";
  } catch (error) {
    if (call.signal.aborted) return "not-taken";
    if (CallingError.is(error) && error.reason) return refusalOf(error.reason);
    throw error;
  }
}

function refusalOf({ kind }: EndReason): Refusal {
  return kind === "declined" || kind === "busy" || kind === "no-answer" ? kind : "not-taken";
}

/**
 * The colleague's call after a crash. Its dialog is led by the caller's call, which finds it by its ref. If that one does not know it or ends
 * without a transfer, no one else would hang up.
 */
export async function waitForCaller({ calling, call }: Scene, { caller }: StepOf<"asking">): Promise<undefined> {
  const leader = await calling.get(caller);
  const data = await leader.data.get();
  if (data?.step === "warm transfer" && data.asking === call.ref && (await leader.ended).kind === "transferred")
    return undefined;
  await call[Symbol.asyncDispose]();
}
