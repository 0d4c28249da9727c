import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { EngineError } from "../engine/engine.js";
import { graphBehaviorChangeSchema } from "../graph/wire/behavior.js";
import { isForAnotherPage, isLoopbackOrigin } from "../listener/loopback.js";
import { isPersonAction, partyOfAddress, personActions } from "./person-actions.js";
import * as protocol from "./protocol.js";
import type { Simulator } from "./simulator.js";
import type { Views } from "./views.js";

/** The control plane: everything under `/_sim`. */
export function createControlApp(
  simulator: Simulator,
  views: Views,
  readMedia: (name: string) => Uint8Array<ArrayBuffer> | undefined,
): Hono {
  const { engine, faults } = simulator;
  const app = new Hono();
  app.use(cors({ origin: (origin) => (isLoopbackOrigin(origin) ? origin : null) }));
  app.onError((error, c) => problem(c, error));
  // CORS alone would let any page send; only the answer would be hidden from it.
  app.use(async (c, next) => {
    const origin = c.req.header("origin");
    // Without an origin it is for an image, a link or a frame; a page of this machine that has a use for the answer names its own.
    const isOurs = origin === undefined ? !isForAnotherPage(c.req.header("sec-fetch-site")) : isLoopbackOrigin(origin);
    if (isOurs) return next();
    const message = `Pages of ${origin ?? "another origin"} may not use the control plane.`;
    return c.json({ error: { code: "forbidden", message } }, 403);
  });

  app.get("/state", (c) => c.json(simulator.state()));
  app.get("/events", (c) => streamChanges(c, simulator));
  app.get("/ca.pem", (c) => c.text(simulator.caCertificate));
  app.get("/settings", (c) => c.json({ acs: simulator.acs, graph: simulator.graph }));
  app.get("/graph/behavior", (c) => c.json(simulator.graphBehavior.current()));
  app.patch("/graph/behavior", async (c) =>
    c.json(simulator.graphBehavior.change(graphBehaviorChangeSchema.parse(await json(c)))),
  );
  app.get("/media/:name", (c) => {
    const bytes = readMedia(c.req.param("name"));
    return bytes ? c.body(bytes, 200, { "content-type": "audio/wav" }) : c.notFound();
  });

  app.post("/people", async (c) => {
    const { party, id, displayName, reaction } = protocol.addPersonSchema.parse(await json(c));
    const person = engine.population.addPerson({
      party: partyOfAddress(party),
      ...(id === undefined ? {} : { id }),
      ...(displayName === undefined ? {} : { displayName }),
      ...(reaction === undefined ? {} : { reaction: protocol.reactionOf(reaction) }),
    });
    return c.json(views.person(person), 201);
  });
  app.delete("/people/:id", (c) => {
    engine.population.removePerson(c.req.param("id"));
    return c.body(null, 204);
  });
  app.get("/people/:id/hears", async (c) => {
    const query = protocol.hearsQuerySchema.parse(c.req.query());
    const expected = query.tones === undefined ? (query.text ?? "") : { tones: query.tones };
    const options = query.timeoutMs === undefined ? {} : { timeoutMs: query.timeoutMs };
    const sound = await simulator.person(c.req.param("id")).hears(expected, options);
    return c.json(views.sound(sound));
  });
  app.post("/people/:id/reaction", async (c) => {
    const reaction = protocol.reactionOf(protocol.reactionSchema.parse(await json(c)));
    return c.json(views.person(engine.population.setReaction(c.req.param("id"), reaction)));
  });
  app.post("/people/:id/:action", async (c) => {
    const { id, action } = c.req.param();
    if (!isPersonAction(action)) return c.notFound();
    personActions[action](engine.people, id, await json(c));
    return c.json(views.person(engine.population.person(id)));
  });

  app.post("/bots", async (c) => {
    const registration = protocol.botRegistrationSchema.parse(await json(c));
    return c.json(views.bot(await simulator.registerBot(registration)), 201);
  });
  app.delete("/bots/:id", (c) => {
    simulator.removeBot(c.req.param("id"));
    return c.body(null, 204);
  });
  app.post("/meetings", async (c) => {
    const spec = protocol.addMeetingSchema.parse(await json(c));
    const meeting = simulator.addMeeting({
      keys: spec.keys,
      organizer: partyOfAddress(spec.organizer),
      ...(spec.id === undefined ? {} : { id: spec.id }),
      ...(spec.subject === undefined ? {} : { subject: spec.subject }),
      ...(spec.lobby === undefined ? {} : { lobby: spec.lobby }),
    });
    return c.json(meeting, 201);
  });

  app.get("/log", (c) => {
    const { callId, cloud } = c.req.query();
    const entries = simulator
      .log()
      .filter(
        (entry) => (callId === undefined || entry.callId === callId) && (cloud === undefined || entry.cloud === cloud),
      );
    return c.json(entries);
  });
  app.get("/faults", (c) => c.json(faults.list()));
  app.post("/faults", async (c) => c.json(faults.add(protocol.faultSchema.parse(await json(c))), 201));
  app.delete("/faults", (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  app.delete("/faults/:id", (c) => {
    faults.remove(c.req.param("id"));
    return c.body(null, 204);
  });
  app.post("/forge", async (c) => c.json(await simulator.forge(protocol.forgeSchema.parse(await json(c)))));
  app.post("/keys/rotate", async (c) => {
    const { forget } = protocol.rotateKeysSchema.parse(await json(c));
    await simulator.rotateKeys(forget === undefined ? {} : { forget });
    return c.body(null, 204);
  });
  app.post("/clock/advance", async (c) => {
    await simulator.advance(protocol.advanceSchema.parse(await json(c)).ms);
    return c.json({ now: simulator.clock.now() });
  });
  app.post("/clock/skew", async (c) => {
    simulator.botClockAheadMs = protocol.skewSchema.parse(await json(c)).botAheadMs;
    return c.body(null, 204);
  });
  app.post("/reset", async (c) => {
    await simulator.reset();
    return c.body(null, 204);
  });
  return app;
}

function streamChanges(c: Context, simulator: Simulator): Response {
  return streamSSE(c, async (stream) => {
    const messages: protocol.StreamMessage[] = [];
    let wake = (): void => {};
    const stop = simulator.subscribe((message) => {
      messages.push(message);
      wake();
    });
    stream.onAbort(() => {
      stop();
      wake();
    });
    while (!stream.aborted) {
      const message = messages.shift();
      if (message) await stream.writeSSE({ data: JSON.stringify(message) });
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  });
}

/** An absent body is an empty one. */
async function json(c: Context): Promise<unknown> {
  const text = await c.req.text();
  return text === "" ? {} : JSON.parse(text);
}

function problem(c: Context, error: Error): Response {
  const [status, code] = kindOf(error);
  return c.json(
    { error: { code, message: error instanceof z.ZodError ? z.prettifyError(error) : error.message } },
    status,
  );
}

function kindOf(error: Error): [400 | 404 | 409 | 500, string] {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return [400, "invalid-request"];
  if (!(error instanceof EngineError)) return [409, "refused"];
  return error.code.startsWith("no-such") ? [404, error.code] : [409, error.code];
}
