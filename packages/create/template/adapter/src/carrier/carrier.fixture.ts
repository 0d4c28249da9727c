import { type Api, eventQueue, onceEach, startApi } from "@trunkline/conformance/stand-in";
import type { Clock, JsonObject } from "@trunkline/core";
import { z } from "zod";
import { sign, signatureHeader, timeHeader } from "../webhook.js";

export const account = { apiKey: "the key", webhookSecret: "the secret of the webhook" };
export const botNumber = "+14255550100";
const webhookUrl = "https://bot.example.com/calls";
/** For how long a request is known again by its id, ms. */
const remembersMs = 60_000;

/** What a request may contain. */
const fieldsSchema = z.object({ id: z.string(), to: z.string().default("") });

/** A call, as My Line has it. */
export interface Line {
  readonly id: string;
  readonly person: string;
  state: "offered" | "ringing" | "up" | "over";
}

/** A stand-in for My Line: its calls, its API, and the events that it sends. */
export async function startCarrier(clock: Clock, deliver: (request: Request) => Promise<Response>) {
  const lines = new Map<string, Line>();
  const queue = eventQueue({ clock, deliver });
  let events = 0;

  const open = (person: string, state: Line["state"]): Line => {
    const line = { id: `c-${lines.size + 1}`, person, state };
    lines.set(line.id, line);
    return line;
  };
  const report = (line: Line, type: string, facts: JsonObject = {}): void => {
    const event = JSON.stringify({ id: `ev-${++events}`, call: line.id, type, ...facts });
    queue.send(() => letter(event, clock.now()));
  };
  const connect = (line: Line): void => {
    line.state = "up";
    report(line, "answered");
  };
  const end = (line: Line, cause: string): void => {
    line.state = "over";
    report(line, "ended", { cause });
  };
  const carryOut = (command: string, line: Line): Response => {
    if (line.state === "over") return refusal(410, "the call is over");
    if (command === "hang-up") end(line, "hung_up");
    else if (line.state !== "offered") return refusal(409, "it is decided already");
    else if (command === "answer") connect(line);
    else end(line, "rejected");
    return Response.json({});
  };

  const once = onceEach<Response>(clock, remembersMs);
  const api: Api = await startApi(async (request) => {
    if (request.headers.get("authorization") !== `Bearer ${account.apiKey}`) return refusal(401, "the key is wrong");
    const [, , id = "", command = ""] = new URL(request.url).pathname.split("/");
    const line = lines.get(id);
    if (request.method === "GET") return Response.json({ alive: line !== undefined && line.state !== "over" });
    const fields = fieldsSchema.parse(await request.json());
    const answer = once(fields.id, () => {
      if (id !== "") return line ? carryOut(command, line) : refusal(404, "there is no such call");
      const begun = open(fields.to, "ringing");
      report(begun, "ringing");
      return Response.json({ call: begun.id });
    });
    return answer.clone();
  });
  return { ...api, clock, lines, open, report, connect, end };
}

export type Carrier = Awaited<ReturnType<typeof startCarrier>>;

export function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

/** A signed callback. */
export function letter(text: string, at: number, secret = account.webhookSecret): Request {
  const body = new TextEncoder().encode(text);
  const headers = { [timeHeader]: `${at}`, [signatureHeader]: sign(secret, `${at}`, body) };
  return new Request(webhookUrl, { method: "POST", body, headers });
}
