import type { Intake } from "../actor/call-actors.js";
import type { Reply } from "../adapter/callback.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { Ask, JoiningDecision } from "../adapter/optional.js";
import type { Inbound, Parsed, Webhook } from "../adapter/webhook.js";
import { type Clock, wait } from "../base/clock.js";
import type { CallingOptions } from "../interface/calling.js";
import { refOf } from "../record/call-key.js";
import { decodeRecord } from "../record/record-codec.js";
import type { Store } from "../store/store.js";

/** What asking the bot needs: decisions that go into the HTTP response itself. */
export interface BotPorts {
  readonly clock: Clock;
  readonly store: Pick<Store, "read">;
  readonly options: Pick<CallingOptions<AnyAdapter, unknown>, "onParticipantJoining" | "onIncomingRequest">;
  readonly actors: {
    /** `turns-away`: the instance is closing and takes no new calls. */
    readonly intake: Intake;
  };
  /** Reports what one of the bot's functions threw. */
  handlerThrew(error: unknown): void;
}

/**
 * The redirect to another deployment, which then has an incoming call from the start. If the bot throws instead of saying where,
 * the call stays: it must not be lost by accident.
 */
export async function redirectElsewhere(
  { options, actors, handlerThrew }: BotPorts,
  webhook: Pick<Webhook, "followsRedirects">,
  { url, headers }: Pick<Inbound, "url" | "headers">,
  { signals }: Pick<Parsed, "signals">,
): Promise<Reply | undefined> {
  const { onIncomingRequest } = options;
  if (!onIncomingRequest || !webhook.followsRedirects) return undefined;
  if (!signals.some(({ kind }) => kind === "incoming")) return undefined;
  try {
    const elsewhere = await onIncomingRequest({ url, headers, closing: actors.intake === "turns-away" });
    return elsewhere && { status: 302, headers: { location: elsewhere.href } };
  } catch (error) {
    handlerThrew(error);
    return undefined;
  }
}

/** How much of the sender's time is kept back for the response to travel, ms. */
const marginMs = 1000;

/**
 * Asks the bot whether a participant may join. The participant is admitted if the bot throws or does not askWhetherToAdmit in time: a recording policy
 * must not keep people out by accident.
 */
export async function answerAsk(ports: BotPorts, ask: Ask): Promise<Reply> {
  const time = new AbortController();
  const admit = (): JoiningDecision => ({ admit: true });
  const late = wait(ports.clock, Math.max(ask.withinMs - marginMs, 0), time.signal).then(admit, admit);
  const decided = askWhetherToAdmit(ports, ask, time.signal).catch((error: unknown) => {
    ports.handlerThrew(error);
    return admit();
  });
  try {
    return ask.reply(await Promise.race([decided, late]));
  } finally {
    time.abort();
  }
}

async function askWhetherToAdmit(
  { options, store }: BotPorts,
  { call }: Ask,
  signal: AbortSignal,
): Promise<JoiningDecision> {
  if (!options.onParticipantJoining) return { admit: true };
  const stored = "key" in call ? await store.read(call.key) : undefined;
  const ref = stored === undefined ? undefined : refOf(decodeRecord(stored));
  return options.onParticipantJoining({ ref, signal });
}
