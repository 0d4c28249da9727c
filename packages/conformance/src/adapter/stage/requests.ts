import {
  type Adapter,
  CallingError,
  type Inbound,
  type Parsed,
  type Principal,
  type Verb,
  type VerbAnswer,
  type VerbContext,
  type VerbInputs,
  type VerbName,
  type Verbs,
  verbNames,
  type Webhook,
} from "@trunkline/core";

/** A request that a verb made. */
export interface Sent {
  readonly verb: VerbName;
  readonly context: VerbContext;
  /** Sends it once more, exactly as it was. */
  repeat(): Promise<unknown>;
}

/** A callback as the adapter parsed it. */
export interface Reading {
  readonly inbound: Inbound;
  readonly principal: Principal;
  readonly parsed: Parsed;
}

/** Watches the requests to the cloud, and can hold back or lose their answers. */
export class Requests {
  /** The adapter under test as the bot sees it. */
  readonly adapter: Adapter;
  readonly sent: Sent[] = [];
  /** What the cloud answered last, by the operation that asked. */
  readonly answers = new Map<string, VerbAnswer>();
  readonly readings: Reading[] = [];
  /** What the adapter made of the errors of its client, oldest first. */
  readonly errors: CallingError[] = [];
  readonly #kept: (() => void)[] = [];
  #keeping = false;
  #losing: VerbName | undefined;
  #busy = 0;

  constructor(adapter: Adapter) {
    this.adapter = watchAdapter(adapter, {
      sends: (verb, context, run) => this.#send(verb, context, run),
      reads: (inbound, principal) => {
        const parsed = adapter.webhook.parse(inbound, principal);
        this.readings.push({ inbound, principal, parsed });
        return parsed;
      },
      fails: (thrown, verb) => {
        const error = adapter.mapError(thrown, verb);
        this.errors.push(error);
        return error;
      },
    });
  }

  /** Whether the cloud still owes an answer. */
  get busy(): boolean {
    return this.#busy > 0;
  }

  /** Holds back the cloud's answers from now on, until `releaseAnswers`. */
  keepAnswers(): void {
    this.#keeping = true;
  }

  releaseAnswers(): void {
    this.#keeping = false;
    for (const release of this.#kept.splice(0)) release();
  }

  /** The verb's next request is carried out, and its answer is lost on the way. */
  loseAnswer(verb: VerbName): void {
    this.#losing = verb;
  }

  /** The requests of a verb, oldest first. */
  of(verb: VerbName): readonly Sent[] {
    return this.sent.filter((request) => request.verb === verb);
  }

  async #send(verb: VerbName, context: VerbContext, run: () => Promise<VerbAnswer>): Promise<VerbAnswer> {
    this.sent.push({ verb, context, repeat: run });
    try {
      return await this.#answered(verb, context, run);
    } finally {
      if (this.#keeping) await new Promise<void>((resolve) => this.#kept.push(resolve));
    }
  }

  async #answered(verb: VerbName, context: VerbContext, run: () => Promise<VerbAnswer>): Promise<VerbAnswer> {
    this.#busy++;
    try {
      const answer = await run();
      this.answers.set(context.operationId, answer);
      if (this.#losing !== verb) return answer;
      this.#losing = undefined;
      throw new CallingError("unavailable", `${verb}: the suite lost the answer`);
    } finally {
      this.#busy--;
    }
  }
}

/** Watches what passes through an adapter. */
export interface Watcher {
  /** Carries out a request of a verb. */
  sends(verb: VerbName, context: VerbContext, run: () => Promise<VerbAnswer>): Promise<VerbAnswer>;
  /** Parses a callback. */
  reads(...reading: Parameters<Webhook["parse"]>): ReturnType<Webhook["parse"]>;
  /** Maps an error of the client. */
  fails(...failure: Parameters<Adapter["mapError"]>): CallingError;
}

/** The same adapter, with a watcher on its requests and on the callbacks that it parses. */
function watchAdapter(adapter: Adapter, watcher: Watcher): Adapter {
  const verbs: Verbs = {};
  const watch = <V extends VerbName>(name: V) => {
    const verb: Verb<VerbInputs[V], unknown> | undefined = adapter.verbs[name];
    if (verb) Object.assign(verbs, { [name]: watchVerb(name, verb, watcher) });
  };
  for (const name of verbNames) watch(name);
  const mapError: Adapter["mapError"] = (error, verb) => watcher.fails(error, verb);
  return { ...adapter, verbs, mapError, webhook: watchWebhook(adapter.webhook, watcher) };
}

/** The verb's methods are called on the original, which may be an instance of a class. */
function watchVerb<I>(name: VerbName, verb: Verb<I, unknown>, watcher: Watcher): Verb<I, unknown> {
  const respond = verb.respond?.bind(verb);
  return {
    ...verb,
    refuse: (input, call) => verb.refuse?.(input, call),
    run: (input, context, options) => watcher.sends(name, context, () => verb.run(input, context, options)),
    ...(respond ? { respond } : {}),
  };
}

function watchWebhook(webhook: Webhook, watcher: Watcher): Webhook {
  return {
    ...webhook,
    claims: (head) => webhook.claims(head),
    verify: (inbound) => webhook.verify(inbound),
    parse: (inbound, principal) => watcher.reads(inbound, principal),
    ...(webhook.refuseSender ? { refuseSender: (principal, memo) => webhook.refuseSender?.(principal, memo) } : {}),
    warmUp: async () => webhook.warmUp?.(),
  };
}
