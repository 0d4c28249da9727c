import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../engine/clock.js";
import type { Deliver, Delivery, Postman, RetryPolicy } from "./delivery.js";
import { CALLBACK_FAULTS, FAULTS_ON_THE_WAY, planOf, type Spoiling } from "./delivery-plan.js";
import type { FaultSubject, Faults } from "./faults.js";
import { attempt, httpDeliver, type Sender, sendUntilTaken } from "./send.js";
import type { WireLog } from "./wire-log.js";

/** A postman with what the simulator itself needs of it. */
export interface PostOffice extends Postman {
  /** How requests reach bots; HTTP unless set. */
  deliver: Deliver | undefined;
  /** Whether anything is on its way that does not wait for the clock. */
  inFlight(): boolean;
  /** Forgets everything that has not left. */
  clear(): void;
}

interface QueuedDelivery {
  readonly delivery: Delivery;
  readonly gate: ResponseGate | undefined;
}

interface Stream {
  queue: QueuedDelivery[];
  working: boolean;
  /** Lets another of the stream go first. */
  held: { readonly delivery: Delivery; readonly spoiling: Spoiling; readonly cancel: () => void } | undefined;
}

/** What a sender without a schedule of its own does when a fault makes it notice a loss (ours). */
const ONE_MORE_TRY: RetryPolicy = { delaysMs: [5_000], withinMs: 60_000, again: (status) => status === undefined };

const LOOK_MS = 10;
const LOOKS = 25;

/**
 * The order of a stream is that of sending: the next leaves when the one before is answered, or after a quarter of a second without an
 * answer. Neither cloud says that it waits for answers, and samples that never answer work on ACS (inferred); the time is ours. It is
 * counted in looks, so that a machine that stands still for a while does not use it up.
 */
async function unlessItTakesLong(answered: Promise<void>): Promise<void> {
  let over = false;
  const look = async (): Promise<boolean> => {
    await new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS));
    return over;
  };
  const done = answered.then(() => {
    over = true;
    return true;
  });
  for (let count = 0; count < LOOKS; count++) if (await Promise.race([done, look()])) return;
}

export function createPostOffice(clock: Clock, log: WireLog, faults: Faults): PostOffice {
  const streams = new Map<string, Stream>();
  let active = 0;
  let generation = 0;

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
  const sender: Sender = {
    deliver: (request) => (office.deliver ?? httpDeliver)(request),
    log,
    clock,
    later,
    spoilAgain: (delivery) => planOf(faults.strike(subjectOf(delivery), FAULTS_ON_THE_WAY)).spoiling,
  };

  const hand = async (stream: Stream, original: Delivery): Promise<void> => {
    const plan = planOf(faults.strike(subjectOf(original), CALLBACK_FAULTS));
    const delivery = plan.insist ? { retry: ONE_MORE_TRY, ...original } : original;
    const send = (): Promise<void> => sendUntilTaken(sender, delivery, plan.spoiling);
    if (plan.yieldMs !== undefined && !stream.held) {
      stream.held = { delivery, spoiling: plan.spoiling, cancel: later(plan.yieldMs, () => release(stream)) };
      return;
    }
    if (plan.delayMs !== undefined) {
      later(plan.delayMs, send);
      return;
    }
    await unlessItTakesLong(during(send));
    for (let copy = 0; copy < plan.copies; copy++) {
      if (plan.copiesAfterMs > 0) later(plan.copiesAfterMs, send);
      else await unlessItTakesLong(during(send));
    }
    await release(stream);
  };
  const release = async (stream: Stream): Promise<void> => {
    const { held } = stream;
    if (!held) return;
    stream.held = undefined;
    held.cancel();
    await unlessItTakesLong(during(() => sendUntilTaken(sender, held.delivery, held.spoiling)));
  };
  const work = async (name: string, stream: Stream): Promise<void> => {
    for (let queued = stream.queue.shift(); queued; queued = stream.queue.shift()) {
      await queued.gate?.opened;
      await hand(stream, queued.delivery);
    }
    stream.working = false;
    if (!stream.held) streams.delete(name);
  };

  const office: PostOffice = {
    deliver: undefined,
    send(delivery) {
      const stream = streams.get(delivery.stream) ?? { queue: [], working: false, held: undefined };
      streams.set(delivery.stream, stream);
      stream.queue.push({ delivery, gate: currentGate() });
      if (stream.working) return;
      stream.working = true;
      void during(() => work(delivery.stream, stream));
    },
    sendNow: (delivery) => during(() => attempt(delivery, { attempt: 1 }, sender)),
    inFlight: () => active > 0,
    clear() {
      generation++;
      for (const stream of streams.values()) {
        stream.queue = [];
        stream.held?.cancel();
      }
      streams.clear();
    },
  };
  return office;
}

function subjectOf(delivery: Delivery): FaultSubject {
  return { ...delivery, path: new URL(delivery.url).pathname };
}

/** Opens when the HTTP response of a request is out; what the request caused waits for it. */
interface ResponseGate {
  readonly opened: Promise<void>;
  open(): void;
}

const currentRequest = new AsyncLocalStorage<ResponseGate>();

export function createResponseGate(): ResponseGate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Runs a request's handling; every delivery queued within belongs to the gate. */
export function behindGate<Result>(gate: ResponseGate, handle: () => Result): Result {
  return currentRequest.run(gate, handle);
}

/** The gate of the request that is being handled, if any. */
function currentGate(): ResponseGate | undefined {
  return currentRequest.getStore();
}
