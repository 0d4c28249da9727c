import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createAcsWire } from "../acs/acs-wire.js";
import { createControlApp } from "../control/control-app.js";
import { watchHeard } from "../control/heard.js";
import { partyOfAddress, personHandle } from "../control/person-actions.js";
import type { PersonHandle, PersonOptions, Simulator, SimulatorOptions } from "../control/simulator.js";
import { createStateStream } from "../control/stream.js";
import { createViews } from "../control/views.js";
import { createFaults } from "../delivery/faults.js";
import { createPostOffice } from "../delivery/post-office.js";
import { createWireLog } from "../delivery/wire-log.js";
import { type Clock, isManualClock, isMovedByHand, realClock } from "../engine/clock.js";
import { createEngine } from "../engine/create-engine.js";
import type { Engine } from "../engine/engine.js";
import { isBotEvent } from "../engine/events.js";
import { seededRandom } from "../engine/random.js";
import { createGraphWire } from "../graph/graph-wire.js";
import { botRequests, type ListenerEnv } from "../listener/bot-requests.js";
import { makeLoopbackCertificate } from "../listener/certificate.js";
import { listenBoth, logRefusals } from "../listener/listen.js";
import { createKeyRing } from "../wire/key-ring.js";
import { wellKnownCredentials } from "../wire/settings.js";
import type { Wire, WireContext } from "../wire/wire.js";
import { promptMeasure, readMedia } from "./measure-prompt.js";
import { settle } from "./settle.js";

/** Starts both clouds on this machine: http and https on 127.0.0.1, ready when it resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock === undefined || options.clock === "real" ? realClock() : options.clock;
  const random = seededRandom(options.seed ?? 1);
  const engine = createEngine({ clock, random, measurePrompt: promptMeasure(options.media) });
  const log = createWireLog(clock);
  const faults = createFaults(random);
  const office = createPostOffice(clock, log, faults);
  const keys = await createKeyRing(clock);
  const certificate = await makeLoopbackCertificate();
  const views = createViews(engine);
  const stream = createStateStream(engine, { clock, log, faults, views });
  const open = { count: 0 };
  const inFlight = (): boolean => office.inFlight() || open.count > 0;
  const heard = watchHeard(engine, clock, { inFlight, every });
  const settled = (): Promise<void> => settle(inFlight);
  /** While a request waits to be answered until callbacks have arrived, it must not wait for itself. */
  const delivered = (): Promise<void> => settle(() => office.inFlight());

  let botClockAheadMs = 0;
  const botClock: Clock = { now: () => clock.now() - botClockAheadMs, setTimer: (ms, fn) => clock.setTimer(ms, fn) };

  const origins = { http: "", https: "" };
  const context: WireContext = {
    engine,
    clock: botClock,
    random,
    postman: office,
    log,
    keys,
    credentials: wellKnownCredentials,
    origins: () => origins,
  };
  const acs = createAcsWire(context, options.acsBehavior);
  const graph = createGraphWire(context, options.graphBehavior);
  const wires: readonly Wire[] = [acs, graph];
  engine.on((event) => {
    if (!isBotEvent(event)) return;
    wires.find((wire) => wire.name === event.bot.cloud)?.onEvent(event);
  });

  const wireOf = (cloud: string): Wire => {
    const wire = wires.find((candidate) => candidate.name === cloud);
    if (!wire) throw new Error(`There is no cloud "${cloud}" here.`);
    return wire;
  };
  const addPerson = (person: PersonOptions): PersonHandle => {
    const { id } = engine.population.addPerson({ ...person, party: partyOfAddress(person.party) });
    return personHandle(engine, heard, id);
  };
  const populate = async (): Promise<void> => {
    for (const person of options.people ?? []) addPerson(person);
    for (const bot of options.bots ?? []) await simulator.registerBot(bot);
  };

  const app = new Hono<ListenerEnv>();
  const simulator: Simulator = {
    get url() {
      return origins.http;
    },
    get httpsUrl() {
      return origins.https;
    },
    caCertificate: certificate.caCertificate,
    get acs() {
      return acs.settings();
    },
    get graph() {
      return graph.settings();
    },
    graphBehavior: graph.behavior,
    get deliver() {
      return office.deliver;
    },
    set deliver(deliver) {
      office.deliver = deliver;
    },
    clock,
    get botClockAheadMs() {
      return botClockAheadMs;
    },
    set botClockAheadMs(aheadMs) {
      botClockAheadMs = aheadMs;
    },
    engine,
    faults,
    async registerBot(registration) {
      const wire = wireOf(registration.cloud);
      const bot = engine.population.addBot(wire.botSpec(registration));
      try {
        await wire.registered?.(bot.id, registration);
      } catch (error) {
        engine.population.removeBot(bot.id);
        throw error;
      }
      return bot;
    },
    removeBot: (botId) => engine.population.removeBot(botId),
    addPerson,
    person: (id) => personHandle(engine, heard, engine.population.person(id).id),
    people: () => engine.population.persons(),
    addMeeting: (spec) => engine.population.addMeeting(spec),
    calls: () => engine.calls.all(),
    log: () => log.entries(),
    state: () => stream.snapshot(),
    subscribe: (listener) => stream.subscribe(listener),
    forge: async ({ legId, botId, forgery }) => {
      const leg = legToForgeFor(engine, legId, botId);
      return wireOf(leg.cloud).forge(leg.id, forgery);
    },
    rotateKeys: (rotation) => keys.rotate(rotation),
    async advance(ms) {
      if (!isMovedByHand(clock))
        throw new Error("Only a manual clock can be moved: start the simulator with manualClock().");
      await clock.advance(ms);
      stream.clockMoved();
    },
    get inFlight() {
      return inFlight();
    },
    settled,
    fetch: async (request) => app.fetch(request),
    async reset() {
      office.clear();
      faults.clear();
      log.clear();
      heard.clear();
      botClockAheadMs = 0;
      for (const wire of wires) wire.reset();
      engine.reset();
      await populate();
    },
    async close() {
      office.clear();
      stopSettling?.();
      await Promise.all([listeners.http.close(), listeners.https.close()]);
      engine.reset();
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  };

  app.onError((error, c) => c.json({ error: { code: "SimulatorError", message: error.message } }, 500));
  app.use(botRequests({ wires, log, faults, office, clock, botClock, calls: engine.calls, settle: delivered, open }));
  app.route(
    "/_sim",
    createControlApp(simulator, views, (name) => readMedia(options.media, name)),
  );
  for (const wire of wires) app.route("/", wire.app);
  const page = options.page ?? builtPage();
  if (page !== undefined) servePage(app, page);

  const stopSettling = isManualClock(clock) ? clock.settleWith(settled) : undefined;
  const listeners = await listenBoth(app.fetch, options, certificate, logRefusals(log, wires));
  origins.http = `http://127.0.0.1:${listeners.http.port}`;
  origins.https = `https://localhost:${listeners.https.port}`;
  await populate();
  return simulator;
}

/** Real time, which does not keep the process alive. */
function every(ms: number, look: () => void): () => void {
  const timer = setInterval(look, ms);
  timer.unref();
  return () => clearInterval(timer);
}

/** The bot's leg that a forged callback is about: the one asked for, else the newest that is connected, else the newest. */
function legToForgeFor(
  engine: Engine,
  legId: string | undefined,
  botId: string | undefined,
): { readonly id: string; readonly cloud: string } {
  const legs = engine.calls
    .all()
    .flatMap((call) =>
      call.legs.flatMap((leg) =>
        leg.owner.kind === "bot" ? [{ id: leg.id, state: leg.state, botId: leg.owner.botId }] : [],
      ),
    );
  const wanted = legs.filter(
    (leg) => (legId === undefined || leg.id === legId) && (botId === undefined || leg.botId === botId),
  );
  const leg = wanted.findLast((one) => one.state === "connected") ?? wanted.at(-1);
  if (!leg) throw new Error("There is no call to forge a callback for.");
  return { id: leg.id, cloud: engine.population.bot(leg.botId).cloud };
}

/** The softphone page, if it has been built. */
export function builtPage(): string | undefined {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("@trunkline/simulator/package.json")),
    "dist",
    "page",
  );
  return existsSync(`${folder}/index.html`) ? folder : undefined;
}

/** Serves a built web page at `/`. No other page may frame it: a click that is led there would be one of the person at this machine. */
function servePage(app: Hono<ListenerEnv>, folder: string): void {
  app.get("/*", async (c, next) => {
    await next();
    c.header("Content-Security-Policy", "frame-ancestors 'none'");
  });
  app.get("/*", serveStatic({ root: folder }));
}
