import type { z } from "zod";
import {
  type ForgeRequest,
  forgeResultSchema,
  type PersonAction,
  type personActionSchemas,
  type StreamMessage,
  streamMessageSchema,
} from "../../src/control/protocol.js";
import type { FaultSpec } from "../../src/delivery/fault.js";
import { type LinkStatus, openStream, type Stream } from "./event-stream.js";
import { oneAfterAnother } from "./one-after-another.js";
import { request } from "./request.js";

export type ForgeResult = z.infer<typeof forgeResultSchema>;
type ActionBody<Action extends PersonAction> = z.input<(typeof personActionSchemas)[Action]>;

/** The simulator's control plane, as far as the page uses it. Every command rejects with what to tell the person. */
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
