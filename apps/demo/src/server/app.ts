import { serveStatic } from "@hono/node-server/serve-static";
import type { Simulator } from "@trunkline/simulator";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { streamSSE } from "hono/streaming";
import { CallingError } from "trunkline";
import { callMeSchema, changeAnsweringSchema, changeProviderSchema, killSchema, providerSchema } from "../protocol.js";
import type { Demo } from "./demo.js";
import { phoneOf } from "./phone-of.js";

interface Folders {
  /** The built page. */
  readonly page: string;
  /** The bot's prompts. */
  readonly prompts: string;
}

/** As much as the library reads: the bot's instances are asked only then. */
const maxCallbackBytes = 1024 * 1024;

/** The demo's one web server: the clouds' callbacks, the page, what the page asks for, and the simulator's control plane. */
export function createApp(demo: Demo, folders: Folders, simulator: Simulator | undefined): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    return context.json(
      { error: { code: CallingError.is(error) ? error.code : "failed", message: error.message } },
      500,
    );
  });

  app.use("/calls/*", bodyLimit({ maxSize: maxCallbackBytes }));
  app.all("/calls/:provider/*", (context) => callback(demo, context));
  app.all("/calls/:provider", (context) => callback(demo, context));

  // Other sites in the same browser steer nothing here.
  app.use("/api/*", csrf());
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
  app.use(
    "/prompts/*",
    serveStatic({ root: folders.prompts, rewriteRequestPath: (path) => path.slice("/prompts".length) }),
  );
  app.use("/*", serveStatic({ root: folders.page }));
  return app;
}

async function callback(demo: Demo, context: Context): Promise<Response> {
  const provider = providerSchema.safeParse(context.req.param("provider"));
  if (!provider.success) return context.notFound();
  const { method, url, headers } = context.req.raw;
  const body = await context.req.text();
  const answer = await demo.take(provider.data, { method, url, headers: [...headers], body });
  return new Response(answer.body || null, { status: answer.status, headers: answer.headers });
}
