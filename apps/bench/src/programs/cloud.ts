/** A cloud that says yes: it answers as both real ones do when all is well, and looks into nothing. A process of its own. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cloudSettingsSchema, whereIsCloud } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";
import { acsRoute, entraRoute, graphRoute, Journal, type Route } from "./canned-cloud.js";

const { keys } = readSettings(cloudSettingsSchema);
const journal = new Journal();

const documents: Route = ({ path }) => {
  if (path === "/openid-configuration") return { status: 200, body: { jwks_uri: `${origin}/keys` } };
  if (path === "/keys") return { status: 200, body: { keys: [keys.publicKey] } };
  if (!path.startsWith("/journal?bot=")) return undefined;
  return { status: 200, body: journal.take(decodeURIComponent(path.slice("/journal?bot=".length))) };
};
const routes = [acsRoute, graphRoute, entraRoute, documents];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    const json = request.headers["content-type"]?.includes("json") ? JSON.parse(text || "{}") : {};
    const asked = { path: request.url ?? "", body: json, journal };
    const answer = routes.reduce((found: ReturnType<Route>, route) => found ?? route(asked), undefined);
    const { status, body } = answer ?? { status: 404 };
    response.writeHead(status, body ? { "content-type": "application/json" } : {});
    response.end(body && JSON.stringify(body));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

serve([on(whereIsCloud, () => origin)]);
