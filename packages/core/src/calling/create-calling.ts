import { randomBytes, randomUUID } from "node:crypto";
import { AskProvider } from "../actor/ask-provider.js";
import { CallActors } from "../actor/call-actors.js";
import { InFlight, RequestsInFlight } from "../actor/in-flight.js";
import type { Instance } from "../actor/instance.js";
import { type AnyAdapter, isComposite } from "../adapter/composite.js";
import { type Clock, systemClock } from "../base/clock.js";
import { Ending } from "../base/ending.js";
import { deliver, deliverUncorrelated } from "../delivery/deliver.js";
import { performEffects, tellRestored } from "../delivery/effects.js";
import { resend } from "../delivery/resend.js";
import { EventHub } from "../events/event-hub.js";
import { leftAlone } from "../events/left-alone.js";
import { reportError } from "../events/report-error.js";
import { CallHandle } from "../handles/call-handle.js";
import { subscribeWhenConnected } from "../handles/listen.js";
import { LocalCall } from "../handles/local-call.js";
import { callbackAddresses, readBaseUrl } from "../ingress/callback-address.js";
import { ClockWatch } from "../ingress/clock-watch.js";
import { handleRequest, type Ingress } from "../ingress/handle-request.js";
import { WaitingRoom } from "../ingress/waiting-room.js";
import type { Calling, CallingOptions, CloseOptions } from "../interface/calling.js";
import { checkEventName } from "../interface/events.js";
import type { Member } from "../record/call-key.js";
import { carryOut } from "../remote/carry-out.js";
import { Followers } from "../store/followers.js";
import { memoryStore } from "../store/memory-store.js";
import { sealedStore } from "../store/sealed-store.js";
import type { Store } from "../store/store.js";
import { createTelemetry } from "../telemetry/telemetry.js";
import { capabilitiesOf, commonCapabilities } from "../verbs/capabilities.js";
import { readCreate } from "../verbs/create.js";
import { readJoin } from "../verbs/join.js";
import { openCall } from "../verbs/open-call.js";
import { closing, keepWatch } from "../watch/keep-watch.js";
import { CallingError } from "../words/calling-error.js";
import { checkMs, checkRange } from "../words/validate.js";
import { checkClose, closeCalling } from "./close-calling.js";
import { getCall, listLive } from "./find-calls.js";
import { membersOf } from "./members-of.js";

/** The largest callback that is accepted, bytes: Event Grid sends at most 1 MiB (documented). */
const maxBodyBytes = 1024 * 1024;

/**
 * Makes the calling interface on one adapter or several.
 * @throws CallingError `invalid-request` when an option is wrong.
 */
export function createCalling<A extends AnyAdapter, D = unknown>(options: CallingOptions<A, D>): Calling<A, D> {
  const calling: Calling = create(options);
  // The engine below serves calls of any adapter with any data. What A and D promise is checked at the border: by the verbs' schemas and
  // by the schema of `data`.
  return calling as Calling<A, D>;
}

function create(options: CallingOptions<AnyAdapter, unknown>): Calling {
  const base = readBaseUrl(options.url);
  const members = membersOf(options.adapter);
  checkOptions(options, members, base);
  const clock = options.clock ?? systemClock;
  const addresses = callbackAddresses(base, options.secret?.trim() ?? randomBytes(32).toString("base64url"));
  const hub = new EventHub();
  const telemetry = createTelemetry({ clock, logger: options.logger, reveal: options.reveal });
  const instance: Instance = {
    store: chooseStore(options, clock),
    clock,
    newId: options.newId ?? randomUUID,
    random: options.random ?? Math.random,
    hub,
    telemetry,
    inFlight: new InFlight(),
    requests: new RequestsInFlight(),
    followers: new Followers(),
    closed: new Ending(),
    settings: {
      data: options.data,
      leaseMs: options.leaseMs ?? 30_000,
      keepEndedMs: options.keepEndedMs ?? 60 * 60_000,
      reconcileEveryMs: options.reconcileEveryMs ?? 5 * 60_000,
      onUnhandled: options.onUnhandled ?? "reject",
      onHandlerError: options.onHandlerError ?? "hang-up",
    },
    adapterOf(name) {
      const adapter = members.get(name);
      if (adapter) return adapter;
      throw new CallingError("not-found", `there is no member "${name}" any more`, {
        hint: "Keep the names of a composite's members: calls under way carry them.",
      });
    },
    callbackUrlOf: addresses.of,
  };
  const actors = new CallActors(instance, {
    afterTurn: { deliver, perform: performEffects, resend, carryOut },
    handleOf: (actor) => new CallHandle(new LocalCall(actor)),
    restored: tellRestored,
    deliverUncorrelated: (signal, member) => deliverUncorrelated(instance, signal, member),
  });
  const watch = keepWatch(instance, actors);
  const ask = new AskProvider(instance, actors);
  const ingress: Ingress = {
    clock,
    store: instance.store,
    newId: instance.newId,
    telemetry,
    actors,
    addresses,
    clocks: new ClockWatch(telemetry.log),
    adapters: members,
    options,
    maxBodyBytes: options.maxBodyBytes ?? maxBodyBytes,
    watch,
    waitingRoom: new WaitingRoom(clock, () => watch.stopped),
    askProvider: (key) => ask.about(key),
    handlerThrew: (error) => reportError(instance, "handlerThrew", error),
    workFailed: (error, call) => reportError(instance, "workFailed", error, call),
  };
  instance.store.check?.().then(
    (reasons) => {
      for (const reason of reasons) telemetry.log("storeSetUp", { reason });
    },
    () => {},
  );
  for (const adapter of members.values()) adapter.webhook.warmUp?.().catch(() => {});
  hub.onFirst("dtmf-received", () => {
    for (const actor of actors.all()) subscribeWhenConnected(actor);
  });

  const memberList = (names: readonly string[]): readonly Member[] =>
    names.map((name) => ({ name, adapter: instance.adapterOf(name) }));
  const choose = (opening: Parameters<typeof chosen>[1]) => memberList(chosen(options.adapter, opening));
  const openings = new InFlight();
  const callbacks = new InFlight();
  const openNow = async (opening: () => ReturnType<typeof openCall>) => {
    if (actors.intake !== "open") throw closing();
    return (await openings.add(instance.inFlight.add(watch.ready().then(opening)))).call;
  };
  const open = (opening: () => ReturnType<typeof openCall>) => leftAlone(instance, openNow(opening));
  const closeNow = async (given: CloseOptions) => {
    const others = !options.store ? "never" : options.store.hasOthers?.() === false ? "none" : "maybe";
    const closeAdapters = () => Promise.allSettled([...members.values()].map((adapter) => adapter.close?.()));
    await closeCalling({ instance, actors, watch, openings, callbacks, closeAdapters, others }, given);
    instance.closed.end(() => undefined);
    if (!options.store) await instance.store.close();
  };
  let closed: Promise<void> | undefined;
  const closeOnce = async (given: CloseOptions) => {
    checkClose(given);
    closed ??= closeNow(given);
    return closed;
  };
  const close: Calling["close"] = (given = {}) => leftAlone(instance, closeOnce(given));

  return {
    adapter: options.adapter,
    capabilities: commonCapabilities([...members.values()].map((adapter) => capabilitiesOf(adapter))),
    on(type, handler) {
      checkEventName("calling", type);
      return hub.on(type, handler);
    },
    create: (given) =>
      open(async () => {
        const opening = readCreate(given);
        return openCall(instance, actors, choose({ verb: "create", to: opening.input.to }), opening);
      }),
    join: (target, given = {}) =>
      open(async () => openCall(instance, actors, choose({ verb: "join", target }), readJoin(target, given))),
    get: (ref) => leftAlone(instance, getCall(instance, actors, ref)),
    list: () => listLive(instance),
    async handle(request, context) {
      const response = callbacks.add(handleRequest(ingress, request));
      context?.waitUntil?.(response.then(() => watch.idle()));
      return response;
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

function chosen(
  adapter: AnyAdapter,
  opening: Parameters<Extract<AnyAdapter, { choose: unknown }>["choose"]>[0],
): readonly string[] {
  return isComposite(adapter) ? adapter.choose(opening) : [""];
}

/** What leaves the process is sealed. @throws CallingError `invalid-request` when there is nothing to seal it with. */
function chooseStore(
  { store, secret }: Pick<CallingOptions<AnyAdapter, unknown>, "store" | "secret">,
  clock: Clock,
): Store {
  if (!store) return memoryStore({ clock });
  if (store.inProcess) return store;
  if (secret !== undefined) return sealedStore(store, secret.trim());
  throw new CallingError("invalid-request", "createCalling: secret is missing", {
    hint: "A store outside the process needs one, the same on every instance: it signs callback addresses and seals what is kept. Make one with: openssl rand -base64 32",
  });
}

/** @throws CallingError `invalid-request`. */
function checkOptions(
  options: CallingOptions<AnyAdapter, unknown>,
  members: ReadonlyMap<string, Member["adapter"]>,
  base: URL,
): void {
  for (const adapter of members.values()) {
    const refusal = adapter.refuseCallbackUrl?.(base);
    if (refusal !== undefined)
      throw new CallingError("invalid-request", `createCalling: url ${base.href}: ${refusal}`, {
        provider: adapter.name,
      });
  }
  checkMs("createCalling: leaseMs", options.leaseMs);
  checkMs("createCalling: keepEndedMs", options.keepEndedMs);
  checkMs("createCalling: reconcileEveryMs", options.reconcileEveryMs);
  const bytes = { least: 1, most: Number.MAX_SAFE_INTEGER, hint: "Give bytes, from 1 on." };
  checkRange("createCalling: maxBodyBytes", options.maxBodyBytes, bytes);
  if (options.secret !== undefined && options.secret.trim().length < 32) {
    throw new CallingError("invalid-request", "createCalling: secret has fewer than 32 characters", {
      hint: "Make one with: openssl rand -base64 32",
    });
  }
}
