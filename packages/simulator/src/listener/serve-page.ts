import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import type { ListenerEnv } from "./bot-requests.js";

/** Serves a built web page at `/`. */
export function servePage(app: Hono<ListenerEnv>, folder: string): void {
  app.get("/*", serveStatic({ root: folder }));
}
