import type { Http2Bindings, HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { FaultEffect, Faults } from "../delivery/faults.js";
import { behindGate, createResponseGate, type PostOffice } from "../delivery/post-office.js";
import { redactHeaders, redactText, redactUrl, type WireLog } from "../delivery/wire-log.js";
import type { Clock } from "../engine/clock.js";
import type { CallReader } from "../engine/engine.js";
import type { Wire, WireVariables } from "../wire/wire.js";

export type ListenerEnv = { Bindings: Partial<HttpBindings | Http2Bindings>; Variables: WireVariables };

interface RequestTools {
  readonly wires: readonly Wire[];
  readonly log: WireLog;
  readonly faults: Faults;
  readonly office: PostOffice;
  readonly clock: Clock;
  /** The time that answers say. */
  readonly botClock: Clock;
  readonly calls: CallReader;
  /** Awaited until what is on its way has arrived. */
  readonly settle: () => Promise<void>;
  /** Counts requests that are being handled. */
  readonly open: { count: number };
}

const REQUEST_FAULTS = ["respond", "slow-cloud", "callbacks-first", "hang-up-connection"] as const;
type RequestFault = Extract<FaultEffect, { kind: (typeof REQUEST_FAULTS)[number] }>;

/** Around every request of a bot: it is logged, faults strike it, and what it causes waits for its response. */
export function botRequests(tools: RequestTools) {
  return createMiddleware<ListenerEnv>(async (c, next) => {
    const wire = tools.wires.find((candidate) => candidate.owns(c.req.path));
    if (!wire) {
      await next();
      if (c.res.status === 404 && !c.req.path.startsWith("/_sim/")) logUnclaimed(tools.log, c);
      return;
    }

    const gate = createResponseGate();
    tools.open.count++;
    const sent = onceSent(c.env?.outgoing, () => {
      gate.open();
      tools.open.count--;
    });
    const body = await c.req.text();
    const about = legOfPath(tools.calls, c.req.path);
    const entry = tools.log.add({
      direction: "from-bot",
      cloud: wire.name,
      ...about,
      title: `${c.req.method} ${c.req.path}`,
      tag: "documented",
      method: c.req.method,
      url: redactUrl(c.req.url),
      requestHeaders: redactHeaders(c.req.raw.headers),
      requestBody: redactText(body),
      outcome: "waiting",
    });
    const struck = tools.faults.strike(
      { ...about, cloud: wire.name, title: `${c.req.method} ${c.req.path}`, path: c.req.path },
      REQUEST_FAULTS,
    );
    // A question causes no callbacks, and the keys that a bot needs to take one in must not wait for it.
    const faults = c.req.method === "GET" ? struck.filter(({ kind }) => kind !== "callbacks-first") : struck;
    if (faults.some((fault) => fault.kind === "callbacks-first")) gate.open();

    const spoiled = await behindGate(gate, async () => {
      if (!faults.some(preventsEffect)) await next();
      return spoil(faults, tools);
    });
    if (spoiled) c.res = spoiled;
    c.res.headers.set("date", new Date(tools.botClock.now()).toUTCString());
    tools.log.update(entry.id, {
      ...facts(c.var),
      status: c.res.status,
      responseHeaders: redactHeaders(c.res.headers),
      responseBody: redactText(await readable(c.res)),
      ...(faults.length > 0 ? { fault: faults.map((fault) => fault.kind).join(", ") } : {}),
      outcome: "answered",
    });
    if (faults.some((fault) => fault.kind === "hang-up-connection")) c.env?.outgoing?.destroy();
    if (!c.env?.outgoing) setImmediate(sent);
  });
}

/** A request that no cloud and no page is asked by: mostly a base address that is wrong. */
function logUnclaimed(log: WireLog, { req, res }: Context<ListenerEnv>): void {
  log.add({
    direction: "from-bot",
    title: `refused: nothing is at ${req.path}`,
    tag: "ours",
    method: req.method,
    url: redactUrl(req.url),
    requestHeaders: redactHeaders(req.raw.headers),
    requestBody: "",
    status: res.status,
    outcome: "answered",
  });
}

/** Both wires name the bot's leg in the path of a request about a call. */
function legOfPath(calls: CallReader, path: string): { readonly callId?: string; readonly botId?: string } {
  for (const part of path.split(/[/:]/)) {
    const leg = calls.leg(part);
    if (leg?.owner.kind === "bot") return { callId: leg.callId, botId: leg.owner.botId };
  }
  return {};
}

/** Calls back once the response is out, or will never be. Returns the way to say so where there is no connection to watch. */
function onceSent(outgoing: Partial<HttpBindings | Http2Bindings>["outgoing"], done: () => void): () => void {
  let waiting = true;
  const sent = (): void => {
    if (waiting) done();
    waiting = false;
  };
  // `finish`: handed to the operating system. `close`: broken off; then there is nothing to wait for either.
  outgoing?.once("finish", sent);
  outgoing?.once("close", sent);
  return sent;
}

function preventsEffect(fault: RequestFault): boolean {
  return (fault.kind === "respond" || fault.kind === "hang-up-connection") && !fault.afterEffect;
}

async function spoil(faults: readonly RequestFault[], tools: RequestTools): Promise<Response | undefined> {
  let spoiled: Response | undefined;
  for (const fault of faults) {
    if (fault.kind === "callbacks-first") await tools.settle();
    if (fault.kind === "slow-cloud") await new Promise<void>((resolve) => tools.clock.setTimer(fault.ms, resolve));
    if (fault.kind === "respond") spoiled = answerOf(fault);
  }
  return spoiled;
}

/** Statuses whose answers have no body. */
const BODILESS = new Set([204, 205, 304]);

function answerOf(fault: Extract<RequestFault, { kind: "respond" }>): Response {
  const code = fault.status === 429 ? "TooManyRequests" : "SimulatedFault";
  const error = { code, message: `The simulator answers ${fault.status} because a fault is set.` };
  const body = fault.body ?? { error };
  const isText = typeof body === "string";
  const headers = new Headers({ "content-type": isText ? "text/html" : "application/json; charset=utf-8" });
  if (fault.retryAfterMs !== undefined) headers.set("retry-after", String(fault.retryAfterMs / 1000));
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers.set(name, value);
  if (BODILESS.has(fault.status)) return new Response(null, { status: fault.status, headers });
  return new Response(isText ? body : JSON.stringify(body), { status: fault.status, headers });
}

function facts(variables: WireVariables): WireVariables {
  const { title, tag, callId, botId } = variables;
  return {
    ...(title === undefined ? {} : { title }),
    ...(tag === undefined ? {} : { tag }),
    ...(callId === undefined ? {} : { callId }),
    ...(botId === undefined ? {} : { botId }),
  };
}

async function readable(response: Response): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.body) return "";
  return /json|text|form/.test(type) ? response.clone().text() : `[${type}]`;
}
