import { serveStatic } from "@hono/node-server/serve-static";
import { isForAnotherPage, isLoopbackHost, type Simulator } from "@trunkline/simulator";
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { streamSSE } from "hono/streaming";
import { isE164 } from "trunkline";
import {
  callMeSchema,
  changeAnsweringSchema,
  changePersonSchema,
  changeProviderSchema,
  killSchema,
} from "../protocol.js";
import type { Demo } from "./demo.js";
import { answerError } from "./public-app.js";

/**
 * What the user of this machine controls the demo with: the page, its API and the simulator's control plane. It only answers under this machine's own
 * names, so that no other web page can reach it by having its own name resolved to this machine (DNS rebinding).
 */
export function createPanelApp(demo: Demo, page: string, simulator: Simulator | undefined): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.use(async (context, next) => {
    const host = context.req.header("host");
    if (isLoopbackHost(host)) return next();
    const message = `The demo's page answers to localhost and 127.0.0.1 only, not to ${JSON.stringify(host ?? "")}.`;
    return context.json({ error: { code: "forbidden", message } }, 403);
  });

  // Other sites in the same browser cannot control anything here, nor frame the page to catch clicks.
  app.use(async (context, next) => {
    await next();
    context.header("Content-Security-Policy", "frame-ancestors 'none'");
  });
  app.use("/api/*", csrf(), async (context, next) => {
    if (!isForAnotherPage(context.req.header("sec-fetch-site"))) return next();
    return context.json(
      { error: { code: "forbidden", message: "Pages of another origin may not use the demo." } },
      403,
    );
  });
  app.get("/api/state", (context) => context.json(demo.state));
  app.post("/api/provider", async (context) => {
    const { provider } = changeProviderSchema.parse(await context.req.json());
    return context.json(demo.choose(provider));
  });
  app.post("/api/answering", async (context) => {
    const { answering } = changeAnsweringSchema.parse(await context.req.json());
    return context.json(demo.answer(answering));
  });
  app.post("/api/call-me", async (context) => {
    const { personId } = callMeSchema.parse(await context.req.json());
    return context.json({ call: await demo.callPerson(phoneOf(simulator, personId)) });
  });
  app.post("/api/people", async (context) => {
    const { provider, call, personId, change } = changePersonSchema.parse(await context.req.json());
    await demo.changePerson(provider, call, phoneOf(simulator, personId), change);
    return context.body(null, 204);
  });
  app.post("/api/kill", async (context) => {
    const { instance } = killSchema.parse(await context.req.json());
    return context.json(await demo.kill(instance));
  });
  app.get("/api/events", (context) =>
    streamSSE(context, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      const stop = demo.feed.listen((message) => void stream.writeSSE({ data: JSON.stringify(message) }));
      await stream.writeSSE({ data: JSON.stringify({ kind: "state", state: demo.state }) });
      await ended;
      stop();
    }),
  );

  if (simulator) app.all("/_sim/*", (context) => simulator.fetch(context.req.raw));
  app.use("/*", serveStatic({ root: page }));
  return app;
}

/** The telephone number of one of the simulator's people, or a number itself. @throws Error if it is neither. */
function phoneOf(simulator: Simulator | undefined, who: string): `+${number}` {
  if (isE164(who)) return who;
  const party = simulator?.people().find((person) => person.id === who)?.party;
  const number = party && "number" in party ? party.number : undefined;
  if (number !== undefined && isE164(number)) return number;
  throw new Error(`"${who}" is neither a phone number nor a person with one`);
}
