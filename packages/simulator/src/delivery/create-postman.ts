import type { Clock } from "../engine/clock.js";
import { attempt } from "./attempt.js";
import type { BotAnswer, Delivery, RetryPolicy } from "./delivery.js";
import type { Faults } from "./faults.js";
import { httpDeliver } from "./http-deliver.js";
import type { Deliver, Postman } from "./postman.js";
import { currentGate, type ResponseGate } from "./response-gate.js";
import type { WireLog } from "./wire-log.js";

/** A postman with what the simulator itself needs of it. */
export interface PostOffice extends Postman {
  /** How requests reach bots; HTTP unless set. */
  deliver: Deliver | undefined;
  /** Whether anything is on its way that does not wait for the clock. */
  busy(): boolean;
  /** Forgets everything that has not left. */
  clear(): void;
}

interface Letter {
  readonly delivery: Delivery;
  readonly gate: ResponseGate | undefined;
}

interface Stream {
  letters: Letter[];
  working: boolean;
  /** Held back by a `reorder` fault until another of the stream has gone. */
  held: { letter: Letter; cancel: () => void } | undefined;
}

/** What a sender without a schedule of its own does when a fault makes it notice a loss (ours). */
const ONE_MORE_TRY: RetryPolicy = { delaysMs: [5_000], withinMs: 60_000, again: (status) => status === undefined };

const CALLBACK_FAULTS = ["delay", "drop", "duplicate", "reorder", "corrupt", "slow-bot", "dead-bot"] as const;

export function createPostOffice(clock: Clock, log: WireLog, faults: Faults): PostOffice {
  const streams = new Map<string, Stream>();
  let active = 0;
  let generation = 0;

  const post = { deliver: (request: Request) => (office.deliver ?? httpDeliver)(request), log };
  const during = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    active++;
    try {
      return await work();
    } finally {
      active--;
    }
  };
  const later = (ms: number, work: () => Promise<void>): (() => void) => {
    const born = generation;
    return clock.setTimer(ms, () => {
      if (born === generation) void during(work);
    });
  };
  /** Waits on the clock without counting as busy. */
  const pause = (ms: number): Promise<void> => {
    active--;
    return new Promise<void>((resolve) => clock.setTimer(ms, resolve)).then(() => {
      active++;
    });
  };

  /** Sends until it is taken or the sender gives up. Only the first attempt is waited for. */
  const sendUntilTaken = async (
    delivery: Delivery,
    fault: { name?: string; corrupt?: boolean; withhold?: "failed" | "dropped" },
    count = 1,
    startedAt = clock.now(),
  ): Promise<void> => {
    const answer = await attempt(
      delivery,
      {
        attempt: count,
        ...(fault.name ? { fault: fault.name } : {}),
        ...(fault.corrupt ? { corrupt: true } : {}),
        ...(fault.withhold ? { withhold: fault.withhold } : {}),
      },
      post,
    );
    const delayMs =
      fault.withhold === "dropped" ? undefined : delayBeforeNext(delivery, answer, count, startedAt, clock.now());
    if (delayMs === undefined) {
      delivery.settled?.(answer);
      return;
    }
    later(delayMs, () => sendUntilTaken(delivery, strikeAgain(delivery), count + 1, startedAt));
  };
  const strikeAgain = (delivery: Delivery): { name?: string; withhold?: "failed" } =>
    faults.strike(delivery, ["dead-bot"]).length > 0 ? { name: "dead-bot", withhold: "failed" } : {};

  const hand = async (stream: Stream, letter: Letter, reordered = false): Promise<void> => {
    const effects = reordered ? [] : faults.strike(letter.delivery, CALLBACK_FAULTS);
    const find = <Kind extends (typeof CALLBACK_FAULTS)[number]>(kind: Kind) =>
      effects.find((effect): effect is Extract<(typeof effects)[number], { kind: Kind }> => effect.kind === kind);
    const name = effects.map((effect) => effect.kind).join(", ");
    const drop = find("drop");
    const delivery = drop?.retry ? { retry: ONE_MORE_TRY, ...letter.delivery } : letter.delivery;
    const delay = find("delay");
    const reorder = find("reorder");
    const duplicate = find("duplicate");
    const fault = {
      ...(reordered ? { name: "reorder" } : name ? { name } : {}),
      ...(find("corrupt") ? { corrupt: true } : {}),
      ...(find("dead-bot") || drop?.retry
        ? { withhold: "failed" as const }
        : drop
          ? { withhold: "dropped" as const }
          : {}),
    };
    if (reorder && !stream.held) {
      const cancel = later(reorder.withinMs ?? 1000, async () => release(stream));
      stream.held = { letter, cancel };
      return;
    }
    if (delay) {
      later(delay.ms, () => sendUntilTaken(delivery, fault));
      return;
    }
    await sendUntilTaken(delivery, fault);
    for (let copy = 0; copy < (duplicate ? (duplicate.copies ?? 1) : 0); copy++) {
      if (duplicate?.afterMs) later(duplicate.afterMs, () => sendUntilTaken(delivery, fault));
      else await sendUntilTaken(delivery, fault);
    }
    const slow = find("slow-bot");
    if (slow) await pause(slow.ms);
    await release(stream);
  };
  const release = async (stream: Stream): Promise<void> => {
    const { held } = stream;
    if (!held) return;
    stream.held = undefined;
    held.cancel();
    await hand(stream, held.letter, true);
  };

  const work = async (name: string, stream: Stream): Promise<void> => {
    for (let letter = stream.letters.shift(); letter; letter = stream.letters.shift()) {
      await letter.gate?.opened;
      await hand(stream, letter);
    }
    stream.working = false;
    if (!stream.held) streams.delete(name);
  };

  const office: PostOffice = {
    deliver: undefined,
    send(delivery) {
      const stream = streams.get(delivery.stream) ?? { letters: [], working: false, held: undefined };
      streams.set(delivery.stream, stream);
      stream.letters.push({ delivery, gate: currentGate() });
      if (stream.working) return;
      stream.working = true;
      void during(() => work(delivery.stream, stream));
    },
    sendNow: (delivery) => during(() => attempt(delivery, { attempt: 1 }, post)),
    busy: () => active > 0,
    clear() {
      generation++;
      for (const stream of streams.values()) {
        stream.letters = [];
        stream.held?.cancel();
        stream.held = undefined;
      }
      streams.clear();
    },
  };
  return office;
}

function delayBeforeNext(
  delivery: Delivery,
  answer: BotAnswer | undefined,
  count: number,
  startedAt: number,
  now: number,
): number | undefined {
  const { retry } = delivery;
  if (!retry?.again(answer?.status)) return undefined;
  const delayMs = retry.delaysMs[count - 1];
  return delayMs === undefined || now + delayMs - startedAt > retry.withinMs ? undefined : delayMs;
}
