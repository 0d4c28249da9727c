import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Adapter, defineAdapter } from "../adapter/adapter.js";
import type { Limits } from "../adapter/capabilities.js";
import type { OperationSignal, Signal } from "../adapter/signal.js";
import type { Verb, VerbAnswer, VerbContext, Verbs } from "../adapter/verb.js";
import type { VerbInputs, VerbName } from "../adapter/verb-inputs.js";
import { type ManualClock, manualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import type { CallingOptions } from "../interface/calling.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { verbNames } from "../verbs/verb-table.js";
import { CallingError } from "../words/calling-error.js";

/** A request that reached the provider. */
export interface Sent {
  readonly verb: VerbName;
  readonly input: unknown;
  readonly context: VerbContext;
  readonly options: unknown;
}

/** A provider of our own, small enough to see through: what the bot sends is in `sent`, and a test says what the provider sends. */
export class Loopback {
  readonly sent: Sent[] = [];
  /** Answers the next requests of a verb instead of the usual yes. */
  readonly answers = new Map<string, (() => Promise<VerbAnswer> | VerbAnswer)[]>();
  calls = 0;

  async take(
    verb: VerbName,
    input: unknown,
    context: VerbContext,
    options: unknown,
    usual: VerbAnswer = {},
  ): Promise<VerbAnswer> {
    this.sent.push({ verb, input, context, options });
    const answer = this.answers.get(verb)?.shift();
    return answer ? answer() : usual;
  }

  next(verb: string, answer: () => Promise<VerbAnswer> | VerbAnswer): void {
    this.answers.set(verb, [...(this.answers.get(verb) ?? []), answer]);
  }

  last(verb: string): Sent {
    const sent = this.sent.findLast((request) => request.verb === verb);
    if (!sent) throw new Error(`nothing was sent for ${verb}`);
    return sent;
  }

  count(verb: string): number {
    return this.sent.filter((request) => request.verb === verb).length;
  }
}

/** What the provider does in its own way with some verbs. Every verb is sent, and ends with a signal unless it says otherwise. */
const ways: { readonly [V in VerbName]?: Omit<Verb<VerbInputs[V], unknown>, "run"> } = {
  create: { options: z.strictObject({ color: z.string().optional() }) },
  answer: { repeat: "safe" },
  reject: { repeat: "safe", completes: "acceptance", endsCall: true },
  redirect: { completes: "acceptance" },
  hangUp: { repeat: "safe" },
  cancelMedia: { completes: "acceptance" },
  mute: { completes: "acceptance" },
  unmute: { completes: "acceptance" },
  inspect: { repeat: "safe" },
};

/** Every verb that core knows of, and no collecting of its own. Which requests they make is in `wire.sent`. */
function loopbackVerbs(wire: Loopback): Verbs {
  const usual: { readonly [V in VerbName]?: () => VerbAnswer } = {
    create: () => ({ providerCallId: `p${++wire.calls}` }),
    subscribeDtmf: () => ({ done: true }),
    inspect: () => ({ found: { state: "connected" } }),
  };
  const verb = <V extends VerbName>(name: V): Verb<VerbInputs[V], unknown> => ({
    ...ways[name],
    run: (input, context, options) => wire.take(name, input, context, options, usual[name]?.()),
  });
  const has = verbNames.filter((name) => name !== "collectDtmf");
  return Object.fromEntries(has.map((name) => [name, verb(name)]));
}

/** The same provider, which also collects keys itself. */
export function collecting(
  adapter: Adapter,
  wire: Loopback,
  verb: Partial<Verb<VerbInputs["collectDtmf"], unknown>> = {},
): Adapter {
  const run: Verb<VerbInputs["collectDtmf"]>["run"] = (input, context, options) =>
    wire.take("collectDtmf", input, context, options);
  return { ...adapter, verbs: { ...adapter.verbs, collectDtmf: { run, ...verb } } };
}

export function loopbackAdapter(wire: Loopback, limits: Limits = {}) {
  return defineAdapter({
    name: "loopback",
    options: z.strictObject({}),
    setup: () => ({
      client: wire,
      limits,
      mapError: (error) => (CallingError.is(error) ? error : new CallingError("unavailable", String(error))),
      endReason: (result, context) => ({
        kind:
          result.code === 486
            ? "busy"
            : result.code === 0
              ? context.wasConnected
                ? "remote-hung-up"
                : "canceled"
              : "unknown",
        code: result.code,
        subcode: result.subcode,
        message: result.message,
      }),
      webhook: {
        claims: (head) => head.headers.has("x-loopback"),
        async verify(inbound) {
          if (inbound.headers.get("x-loopback") !== "secret") throw new CallingError("unauthenticated", "wrong secret");
          return { role: "callback" };
        },
        parse(inbound) {
          const text = new TextDecoder().decode(inbound.body);
          const given: readonly (Partial<Signal> | { readonly kind: "unread" })[] = JSON.parse(text);
          const signals = given.flatMap((signal): Signal[] => {
            if (signal.kind === "unread") return [];
            const atWebhook = inbound.callKey === undefined || signal.kind === "incoming";
            const call = atWebhook ? { alias: signal.providerCallId ?? "" } : { key: inbound.callKey };
            return [{ at: inbound.at, call, ...signal } as Signal];
          });
          const unread = given.filter(({ kind }) => kind === "unread").map(() => "a signal of no kind");
          return { signals, ...(unread.length > 0 ? { unread } : {}) };
        },
      },
      verbs: loopbackVerbs(wire),
    }),
  })({});
}

/** A signal as a test writes it: what the fixture can fill in is left out. */
export type TestSignal = Partial<Signal> & Pick<Signal, "kind">;

export interface World {
  readonly wire: Loopback;
  readonly clock: ManualClock;
  readonly store: Store;
  readonly calling: ReturnType<typeof createCalling<Adapter, unknown>>;
  readonly events: string[];
  /** Sends signals as the provider would, to a call's address or the webhook. The answer may take its time. */
  post(address: string, ...signals: readonly TestSignal[]): Promise<Response>;
  /** The same, and lets so much time pass as the answer takes. */
  tell(address: string, ...signals: readonly TestSignal[]): Promise<Response>;
  /** Somebody calls the bot; returns the provider's id. */
  ring(id?: string): Promise<string>;
  /** Lets everything that can go on by itself go on. */
  settle(): Promise<void>;
}

export const url = "https://bot.example/calls";

/** Lets time pass until something is there: none, where it takes none. */
export async function inItsTime<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let there = false;
  const arrive = () => {
    there = true;
  };
  work.then(arrive, arrive);
  for (let turns = 0; !there; turns++) await clock.advance(turns < 50 ? 0 : 100);
  return work;
}

interface WorldOptions extends Omit<Partial<CallingOptions<Adapter, unknown>>, "clock"> {
  readonly clock?: ManualClock;
  readonly limits?: Limits;
  readonly adapted?: (adapter: Adapter, wire: Loopback) => Adapter;
  /** What the bot sees of the store. */
  readonly through?: (store: Store) => Store;
}

export function world(options: WorldOptions = {}): World {
  const { clock = manualClock(), limits, adapted = (adapter) => adapter, through, ...rest } = options;
  const kept = memoryStore({ clock });
  const store = through ? through(kept) : kept;
  const wire = new Loopback();
  const adapter = adapted(loopbackAdapter(wire, limits), wire);
  const calling = createCalling<Adapter, unknown>({ adapter, url, clock, store, logger: false, ...rest });
  const events: string[] = [];
  calling.on("*", (event) => {
    const detail =
      event.type === "call-ended" ? `:${event.reason.kind}` : event.type === "dtmf-received" ? `:${event.tone}` : "";
    events.push(event.type === "error" ? `error:${String(event.error)}` : `${event.type}${detail}`);
  });
  const settle = () => clock.advance(0);
  const post: World["post"] = (address, ...signals) => {
    const body = JSON.stringify(signals.map((signal) => ({ id: randomUUID(), ...signal })));
    return calling.handle(new Request(address, { method: "POST", headers: { "x-loopback": "secret" }, body }));
  };
  const tell: World["tell"] = async (address, ...signals) => {
    const response = await inItsTime(clock, post(address, ...signals));
    await settle();
    return response;
  };
  return {
    wire,
    clock,
    store,
    calling,
    events,
    settle,
    post,
    tell,
    async ring(id = `in-${randomUUID()}`) {
      await tell(url, {
        kind: "incoming",
        id: "incoming",
        providerCallId: id,
        from: { kind: "phone", number: "+14255550123" },
        to: { kind: "phone", number: "+14255550100" },
      });
      return id;
    },
  };
}

/** A world with one connected call in it, begun by the bot. */
export async function connectedWorld(options: Parameters<typeof world>[0] = {}) {
  const there = world(options);
  const call = await there.calling.create({ to: "+14255550123", from: "+14255550100" });
  const address = there.wire.last("create").context.callbackUrl;
  const tell = (...signals: readonly TestSignal[]) => there.tell(address, ...signals);
  await tell({ kind: "state", state: "connected" });
  let sequence = 0;
  return {
    ...there,
    call,
    tell,
    /** The same to the address of another call. */
    tellAt: there.tell,
    /** The other side presses keys. */
    async press(keys: string) {
      for (const tone of keys) {
        sequence++;
        await tell({ kind: "dtmf", id: `tone:${sequence}`, tone: tone as never, sequence });
      }
    },
    /** The last request of a verb comes to its end. */
    async finish(
      verb: VerbName,
      outcome: OperationSignal["outcome"] = "completed",
      more: Partial<OperationSignal> = {},
    ) {
      const { operationId } = there.wire.last(verb).context;
      await tell({ kind: "operation", id: `operation:${operationId}`, verb, operationId, outcome, ...more });
    },
    async hangUpRemotely() {
      await tell({ kind: "state", id: "ended", state: "disconnected", result: { code: 0, subcode: 0, message: "" } });
    },
  };
}
