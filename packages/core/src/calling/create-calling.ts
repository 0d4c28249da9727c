import { AskProvider } from "../actor/ask-provider.js";
import type { CallActor } from "../actor/call-actor.js";
import { CallActors } from "../actor/call-actors.js";
import { InFlight, RequestsInFlight } from "../actor/in-flight.js";
import type { Instance } from "../actor/instance.js";
import { type AnyAdapter, isComposite, type NewCall } from "../adapter/composite.js";
import { Ending } from "../base/ending.js";
import { Listeners } from "../base/listeners.js";
import { deliver } from "../delivery/deliver.js";
import { deliverUncorrelated } from "../delivery/deliver-uncorrelated.js";
import { performEffects, reportRestored } from "../delivery/effects.js";
import { resend } from "../delivery/resend.js";
import { EventHub } from "../events/event-hub.js";
import { leftAlone } from "../events/left-alone.js";
import { reportError } from "../events/report-error.js";
import { CallHandle } from "../handles/call-handle.js";
import { subscribeWhenConnected } from "../handles/listen.js";
import { LocalCall } from "../handles/local-call.js";
import { ClockWatch } from "../ingress/clock-watch.js";
import { EarlyEvents } from "../ingress/early-events.js";
import { handleRequest, type Ingress } from "../ingress/handle-request.js";
import { HeldResponses } from "../ingress/held-responses.js";
import { WaitingRoom } from "../ingress/waiting-room.js";
import type { Calling, CallingOptions, CloseOptions, CreateOptions, JoinOptions } from "../interface/calling.js";
import { checkEventName } from "../interface/events.js";
import { carryOut } from "../remote/carry-out.js";
import { createTelemetry } from "../telemetry/telemetry.js";
import { capabilitiesOf, commonCapabilities } from "../verbs/capabilities.js";
import { readCreate } from "../verbs/create.js";
import { readJoin } from "../verbs/join.js";
import { type Opening, openCall } from "../verbs/open-call.js";
import { closing, keepWatch, type Watch } from "../watch/keep-watch.js";
import { CallingError } from "../words/calling-error.js";
import type { JoinTarget } from "../words/inputs-and-results.js";
import { checkClose, closeCalling } from "./close-calling.js";
import { getCall, listLive } from "./find-calls.js";
import { type CheckedOptions, readOptions } from "./read-options.js";

/**
 * Makes the calling interface on one adapter or several.
 * @throws CallingError `invalid-request` when an option is wrong.
 */
export function createCalling<A extends AnyAdapter, D = unknown>(options: CallingOptions<A, D>): Calling<A, D> {
  const calling: Calling = makeCalling(options);
  // The engine below serves calls of any adapter with any data. What A and D promise is checked at the border: by the verbs' schemas and
  // by the schema of `data`.
  return calling as Calling<A, D>;
}

function makeCalling(options: CallingOptions<AnyAdapter, unknown>): Calling {
  const checked = readOptions(options);
  const { adapter } = options;
  const members = [...checked.members.values()];
  const instance = makeInstance(options, checked);
  const { store, hub, telemetry } = instance;
  const actors = new CallActors(instance, {
    ...{ deliver, resend, carryOut },
    perform: (actor, effects) => performEffects(actor, effects, { get: (ref) => getCall(instance, actors, ref) }),
    handleOf: (actor) => new CallHandle(new LocalCall(actor)),
    restored: reportRestored,
    deliverUncorrelated: (signal, member) => deliverUncorrelated(instance, signal, member),
  });
  const watch = keepWatch(instance, actors);
  const ingress = makeIngress(options, checked, instance, actors, watch);
  store.check?.().then(
    (reasons) => {
      for (const reason of reasons) telemetry.log("storeSetUp", { reason });
    },
    () => {},
  );
  for (const { webhook } of members) webhook.warmUp?.().catch(() => {});
  hub.onFirst("dtmf-received", () => {
    for (const actor of actors.all()) subscribeWhenConnected(actor);
  });

  const openings = new InFlight();
  const callbacks = new InFlight();
  const open = async (begin: () => Promise<CallActor>) => {
    if (actors.intake !== "open") throw closing();
    return (await openings.add(instance.inFlight.add(watch.ready().then(begin)))).call;
  };
  const begin = <V extends "create" | "join">(newCall: NewCall, opening: Opening<V>) => {
    const names = isComposite(adapter) ? adapter.choose(newCall) : [""];
    const chosen = names.map((name) => ({ name, adapter: instance.adapterOf(name) }));
    return openCall(instance, actors, chosen, opening);
  };
  const create = async (given: CreateOptions<AnyAdapter, unknown>) => {
    const opening = readCreate(given);
    return begin({ verb: "create", to: opening.input.to }, opening);
  };
  const join = async (target: JoinTarget, given: JoinOptions<AnyAdapter, unknown>) =>
    begin({ verb: "join", target }, readJoin(target, given));

  const closeNow = async (given: CloseOptions) => {
    const others = !options.store ? "never" : options.store.hasOthers?.() === false ? "none" : "maybe";
    const closeAdapters = () => Promise.allSettled(members.map((member) => member.close?.()));
    const { early, held } = ingress;
    await closeCalling({ instance, actors, watch, openings, callbacks, early, held, closeAdapters, others }, given);
    instance.closed.end(() => undefined);
    if (!options.store) await store.close();
  };
  let closed: Promise<void> | undefined;
  const closeOnce = async (given: CloseOptions) => {
    checkClose(given);
    closed ??= closeNow(given);
    return closed;
  };
  const close: Calling["close"] = (given = {}) => leftAlone(instance, closeOnce(given));

  return {
    adapter,
    capabilities: commonCapabilities(members.map((member) => capabilitiesOf(member))),
    on(type, handler) {
      checkEventName("calling", type);
      return hub.on(type, handler);
    },
    create: (given) =>
      leftAlone(
        instance,
        open(() => create(given)),
      ),
    join: (target, given = {}) =>
      leftAlone(
        instance,
        open(() => join(target, given)),
      ),
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

function makeInstance(
  options: CallingOptions<AnyAdapter, unknown>,
  { members, addresses, store, clock, newId, random, settings }: CheckedOptions,
): Instance {
  return {
    ...{ store, clock, newId, random, settings },
    hub: new EventHub(),
    telemetry: createTelemetry({ clock, logger: options.logger, reveal: options.reveal }),
    inFlight: new InFlight(),
    requests: new RequestsInFlight(),
    followers: new Listeners(),
    named: new Listeners(),
    closed: new Ending(),
    adapterOf(name) {
      const adapter = members.get(name);
      if (adapter) return adapter;
      throw new CallingError("not-found", `there is no member "${name}" any more`, {
        hint: "Keep the names of a composite's members: calls under way carry them.",
      });
    },
    callbackUrlOf: addresses.of,
  };
}

function makeIngress(
  options: CallingOptions<AnyAdapter, unknown>,
  { members, addresses, maxBodyBytes }: CheckedOptions,
  instance: Instance,
  actors: CallActors,
  watch: Watch,
): Ingress {
  const { clock, store, newId, telemetry } = instance;
  const ask = new AskProvider(instance, actors);
  const workFailed: Ingress["workFailed"] = (error, call) => reportError(instance, "workFailed", error, call);
  return {
    ...{ clock, store, newId, telemetry, actors, addresses, options, maxBodyBytes, watch },
    adapters: members,
    clocks: new ClockWatch(telemetry.log),
    early: new EarlyEvents(clock, instance.named),
    waitingRoom: new WaitingRoom(clock, () => watch.stopped),
    held: new HeldResponses({ ...instance, append: { store, actors, workFailed } }),
    askProvider: (key) => ask.about(key),
    handlerThrew: (error) => reportError(instance, "handlerThrew", error),
    workFailed,
  };
}
