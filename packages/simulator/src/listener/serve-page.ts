import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import type { ListenerEnv } from "./bot-requests.js";

/** Serves a built web page at `/`. No other page may frame it: a click that is led there would be one of the person at this machine. */
export function servePage(app: Hono<ListenerEnv>, folder: string): void {
  app.get("/*", async (c, next) => {
    await next();
    c.header("Content-Security-Policy", "frame-ancestors 'none'");
  });
  app.get("/*", serveStatic({ root: folder }));
}
