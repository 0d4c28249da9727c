import { readFile } from "node:fs/promises";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { CallingError } from "trunkline";
import { promptTexts } from "../bot/settings.js";
import { providerSchema } from "../protocol.js";
import type { Demo } from "./demo.js";

/** The library's own limit. Larger bodies do not reach an instance. */
const maxCallbackBytes = 1024 * 1024;

/** What the clouds reach, real ones from the internet: callbacks and the bot's prompts. Nothing here controls the demo. */
export function createPublicApp(demo: Pick<Demo, "take">, prompts: string): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.use("/calls/*", bodyLimit({ maxSize: maxCallbackBytes }));
  app.all("/calls/:provider/*", (context) => callback(demo, context));
  app.all("/calls/:provider", (context) => callback(demo, context));
  app.get("/prompts/:file", async (context) => {
    const name = Object.keys(promptTexts).find((prompt) => `${prompt}.wav` === context.req.param("file"));
    if (name === undefined) return context.notFound();
    const sound = new Uint8Array(await readFile(`${prompts}/${name}.wav`));
    return context.body(sound, 200, { "content-type": "audio/wav" });
  });
  return app;
}

/** An error in the format of the page. */
export function answerError(error: Error, context: Context): Response {
  if (error instanceof HTTPException) return error.getResponse();
  const code = CallingError.is(error) ? error.code : "failed";
  return context.json({ error: { code, message: error.message } }, 500);
}

async function callback(demo: Pick<Demo, "take">, context: Context): Promise<Response> {
  const provider = providerSchema.safeParse(context.req.param("provider"));
  if (!provider.success) return context.notFound();
  const { method, url, headers } = context.req.raw;
  const body = await context.req.text();
  const answer = await demo.take(provider.data, { method, url, headers: [...headers], body });
  return new Response(answer.body || null, { status: answer.status, headers: answer.headers });
}
