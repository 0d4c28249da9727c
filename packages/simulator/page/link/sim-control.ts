import { z } from "zod";
import {
  type ForgeRequest,
  forgeResultSchema,
  type PersonAction,
  type personActionSchemas,
  type StreamMessage,
  streamMessageSchema,
} from "../../src/control/protocol.js";
import type { FaultSpec } from "../../src/delivery/faults.js";
import { type LinkStatus, openStream, type Stream } from "./event-stream.js";

type ForgeResult = z.infer<typeof forgeResultSchema>;
type ActionBody<Action extends PersonAction> = z.input<(typeof personActionSchemas)[Action]>;

/** The simulator's control plane, as far as the page uses it. Every command rejects with a message for the person. */
export interface SimControl {
  follow(onMessage: (message: StreamMessage) => void, onStatus: (status: LinkStatus) => void): Stream;
  act<Action extends PersonAction>(personId: string, action: Action, body: ActionBody<Action>): Promise<void>;
  addPerson(displayName: string, number: string): Promise<void>;
  addFault(fault: FaultSpec): Promise<void>;
  removeFault(id: string): Promise<void>;
  forge(forgery: ForgeRequest): Promise<ForgeResult>;
  advance(ms: number): Promise<void>;
}

/** Talks to the control plane at `origin`; `""` is where the page came from. */
export function httpControl(origin: string): SimControl {
  const at = (path: string) => `${origin}/_sim/${path}`;
  const post = async (path: string, body: unknown) => void (await request("POST", at(path), body));
  // What people do: 1 before 2, whichever request is the faster.
  const inTurn = oneAfterAnother();
  return {
    follow: (onMessage, onStatus) =>
      openStream({
        open: () => new EventSource(at("events")),
        setTimer: (ms, fn) => {
          const timer = setTimeout(fn, ms);
          return () => clearTimeout(timer);
        },
        onData: (data) => {
          const message = streamMessageSchema.safeParse(data);
          if (message.success) onMessage(message.data);
        },
        onStatus,
      }),
    act: (personId, action, body) => inTurn(() => post(`people/${encodeURIComponent(personId)}/${action}`, body)),
    addPerson: (displayName, number) => post("people", { displayName, party: number }),
    addFault: (fault) => post("faults", fault),
    removeFault: async (id) => void (await request("DELETE", at(`faults/${encodeURIComponent(id)}`))),
    forge: async (forgery) => forgeResultSchema.parse(await request("POST", at("forge"), forgery)),
    advance: (ms) => post("clock/advance", { ms }),
  };
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** Sends JSON and gives the answer's JSON. Rejects with the server's own words when it refuses. */
export async function request(method: "GET" | "POST" | "DELETE", url: string, body?: unknown): Promise<unknown> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(url, { method, ...init });
  const text = await response.text();
  const answer: unknown = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : undefined;
  if (response.ok) return answer;
  const refusal = errorSchema.safeParse(answer);
  throw new Error(
    refusal.success ? refusal.data.error.message : `${method} ${url} was answered with ${response.status}`,
  );
}

/** Starts each piece of work when the one before has ended, well or badly: requests that are sent at once may arrive in any order. */
export function oneAfterAnother(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
