import type { Calling } from "@trunkline/core";
import { botNumber } from "./cast.js";

/** A callback as it reached the bot. */
export interface Callback {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Changes a callback in transit, as another version of the cloud might have written it. */
export type Tamper = (callback: Callback) => Partial<Callback>;

/** Receives a bot's callbacks: records each, changes it if asked to, and passes it on. */
export interface CallbackRelay {
  readonly callbacks: readonly Callback[];
  /** The statuses of the bot's answers, in order. */
  readonly answers: readonly number[];
  handle(request: Request): Promise<Response>;
}

export function relayCallbacks(calling: Pick<Calling, "handle">, tamper: Tamper | undefined): CallbackRelay {
  const callbacks: Callback[] = [];
  const answers: number[] = [];
  return {
    callbacks,
    answers,
    async handle(request) {
      const came: Callback = { url: request.url, headers: request.headers, body: await request.text() };
      const callback = { ...came, ...tamper?.(came) };
      callbacks.push(callback);
      const response = await calling.handle(requestOf(callback, request.method));
      answers.push(response.status);
      return response;
    },
  };
}

/** A callback as a request. */
export function requestOf({ url, headers, body }: Callback, method = "POST"): Request {
  return new Request(url, { method, headers, ...(method === "POST" ? { body } : {}) });
}

/** Changes every member of every object in a JSON body. An empty body stays as it is. */
export function editMembers(edit: (name: string, value: unknown) => unknown): Tamper {
  return ({ body }) => (body === "" ? {} : { body: JSON.stringify(JSON.parse(body, edit)) });
}

/** Event Grid's event of an incoming call, in its own schema. */
export function incomingCallEvent(type = "Microsoft.Communication.IncomingCall"): object {
  const phone = (value: string) => ({ kind: "phoneNumber", rawId: `4:${value}`, phoneNumber: { value } });
  return {
    id: "b6c61b0e-9d56-4a0b-9c3b-6d0ea9f2c9a1",
    topic: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/CommunicationServices/r",
    subject: "/caller/4%3A%2B14255550188/recipient/4%3A%2B14255550100",
    eventType: type,
    dataVersion: "1.0",
    metadataVersion: "1",
    data: {
      from: phone("+14255550188"),
      to: phone(botNumber),
      serverCallId: "aHR0cHM6Ly9leGFtcGxlLmNvbS9j",
      correlationId: "d732db64-4803-462d-be9c-518943ea2b7a",
      incomingCallContext: "eyJhbGciOiJub25lIn0.e30.forged",
    },
  };
}

/** Another event of Event Grid. */
export function gridEvent(eventType: string, data: object): object {
  return { id: "0", topic: "/subscriptions/s", subject: "", eventType, dataVersion: "1", metadataVersion: "1", data };
}

/** An event of a call, as the call service sends it. */
export function midCallEvent(name: string, callConnectionId: string, data: object = {}): object {
  return {
    id: "5f1c7b9e-0c7a-4f6e-8f3e-2d0c4f7c5a10",
    source: `calling/callConnections/${callConnectionId}`,
    type: `Microsoft.Communication.${name}`,
    specversion: "1.0",
    data: { callConnectionId, ...data },
  };
}
