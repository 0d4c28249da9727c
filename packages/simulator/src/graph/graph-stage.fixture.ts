import { decodeJwt } from "jose";
import { expect } from "vitest";
import { z } from "zod";
import type { Simulator, SimulatorOptions } from "../control/simulator.js";
import { type ManualClock, manualClock } from "../engine/clock.js";
import { startSimulator } from "../simulator/start-simulator.js";
import { wellKnownCredentials } from "../wire/settings.js";

const notificationSchema = z.looseObject({
  changeType: z.string(),
  resourceUrl: z.string().optional(),
  resourceData: z.unknown().optional(),
});
const envelopeSchema = z.looseObject({ value: z.array(notificationSchema) });
const rosterSchema = z.object({
  value: z.array(
    z.looseObject({ id: z.string(), info: z.looseObject({ identity: z.record(z.string(), z.unknown()) }) }),
  ),
});
const objectSchema = z.record(z.string(), z.unknown());

/** One notification that the bot got. */
export interface Received {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  /** What its token claims. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly changeType: string;
  readonly resourceUrl: string | undefined;
  /** `resourceData`, when it is an object. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `resourceData`, when it is an array. */
  readonly list: readonly unknown[];
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** In whose name to ask; default the simulator's own app in its tenant. */
export interface Who {
  readonly appId?: string;
  readonly tenantId?: string;
  /** Asks for a new token first, because what the app may do has changed. */
  readonly fresh?: boolean;
}

/** A simulator on a manual clock, a bot that records what it receives, and plain requests. */
export interface GraphStage {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly received: Received[];
  /** `changeType` and state, operation status or path of everything received, oldest first. */
  summaries(): string[];
  settled(): Promise<void>;
  token(who?: Who): Promise<string>;
  /** Asks the API with a good token, on v1.0 unless the path says otherwise. */
  api(method: string, path: string, body?: unknown, over?: Who & { token?: string }): Promise<Answered>;
  /** The id of a call to John that rings, or that he has answered (then what was received so far is cleared). */
  ringing(over?: Readonly<Record<string, unknown>>, version?: string): Promise<string>;
  established(over?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The id of a group call with John, who has answered, and Heidi, whose phone rings (then what was received so far is cleared). */
  group(over?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The id that somebody has in the roster of a call. */
  participant(id: string, displayName: string): Promise<string>;
  /** A person calls the bot; returns the id of the announced call. */
  incoming(from?: "john" | "phone" | "far"): Promise<string>;
  /** `resultInfo` of the last notification. */
  result(): unknown;
  /** What the bot answers; default 202. */
  answerWith: (request: Request) => Response | Promise<Response>;
}

export const WEBHOOK = "https://bot.contoso.com/api/calls";
const CALLBACK = "https://bot.contoso.com/callback";
export const TENANT = wellKnownCredentials.graph.tenantId;
export const APP = wellKnownCredentials.graph.appId;
export const INSTANCE = wellKnownCredentials.graph.applicationInstance;
export const BOT_NUMBER = "+14255550100";
export const JOHN = "112f7296-5fa4-42ca-bae8-6a692b15d4b8";
export const HEIDI = "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6";
const PHONE = "+12345678901";

export async function graphStage(options: SimulatorOptions = {}): Promise<GraphStage> {
  const clock = manualClock();
  const simulator = await startSimulator({
    clock,
    bots: [{ cloud: "graph", webhookUrl: WEBHOOK, number: BOT_NUMBER }],
    people: [
      { id: "john", displayName: "John", party: { kind: "user", id: JOHN } },
      { id: "heidi", displayName: "Heidi Steen", party: { kind: "user", id: HEIDI } },
      { id: "phone", party: PHONE },
    ],
    ...options,
  });
  const received: Received[] = [];
  const tokens = new Map<string, string>();
  const stage: GraphStage = {
    simulator,
    clock,
    received,
    summaries: () => received.map(summary),
    settled: () => simulator.settled(),
    async token({ appId = APP, tenantId = TENANT, fresh = false } = {}) {
      const known = tokens.get(`${appId} ${tenantId}`);
      if (known !== undefined && !fresh) return known;
      const response = await fetch(`${simulator.url}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: tokenForm({ client_id: appId }),
      });
      const { access_token } = z.object({ access_token: z.string() }).parse(await response.json());
      if (!fresh) tokens.set(`${appId} ${tenantId}`, access_token);
      return access_token;
    },
    async api(method, path, body, over = {}) {
      const url = /^\/(v1\.0|beta)\//i.test(path) ? path : `/v1.0/communications/${path}`;
      const response = await fetch(`${simulator.url}${url}`, {
        method,
        headers: {
          authorization: `Bearer ${over.token ?? (await stage.token(over))}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      await simulator.settled();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text ? objectSchema.parse(JSON.parse(text)) : {},
      };
    },
    async ringing(over = {}, version = "v1.0") {
      const { status, body } = await stage.api("POST", `/${version}/communications/calls`, callTo(JOHN, over));
      expect(status).toBe(201);
      return String(body.id);
    },
    async established(over) {
      const id = await stage.ringing(over);
      simulator.person("john").answer();
      await simulator.settled();
      received.length = 0;
      return id;
    },
    group: (over) => stage.established({ targets: [JOHN, HEIDI].map((id) => invitation({ user: { id } })), ...over }),
    async participant(id, displayName) {
      const { value } = rosterSchema.parse((await stage.api("GET", `calls/${id}/participants`)).body);
      const named = value.find(({ info }) =>
        Object.values(info.identity).some((one) => Object(one).displayName === displayName),
      );
      if (!named) throw new Error(`${displayName} is not in the roster`);
      return named.id;
    },
    async incoming(from = "john") {
      simulator.person(from).dial(from === "phone" ? BOT_NUMBER : { kind: "application", id: APP });
      await simulator.settled();
      return String(received.findLast(({ changeType }) => changeType === "created")?.data.id);
    },
    result: () => received.at(-1)?.data.resultInfo,
    answerWith: () => new Response(null, { status: 202 }),
  };
  simulator.deliver = async (request) => {
    const body = await request.clone().text();
    for (const one of read(request, body)) received.push(one);
    return stage.answerWith(request);
  };
  return stage;
}

export function tokenForm(over: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({
    grant_type: "client_credentials",
    client_id: APP,
    client_secret: wellKnownCredentials.graph.clientSecret,
    scope: "https://graph.microsoft.com/.default",
    ...over,
  });
}

/** A call to one user, as the first example of the create page has it. */
export function callTo(userId: string, over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    "@odata.type": "#microsoft.graph.call",
    callbackUri: CALLBACK,
    targets: [invitation({ user: { "@odata.type": "#microsoft.graph.identity", displayName: "John", id: userId } })],
    requestedModalities: ["audio"],
    mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
    tenantId: TENANT,
    ...over,
  };
}

export function invitation(identity: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    "@odata.type": "#microsoft.graph.invitationParticipantInfo",
    identity: { "@odata.type": "#microsoft.graph.identitySet", ...identity },
  };
}

export const appHosted = { "@odata.type": "#microsoft.graph.appHostedMediaConfig", blob: "<blob>" } as const;

export function resultInfo(code: number, subcode: number): Record<string, unknown> {
  return { "@odata.type": "#microsoft.graph.resultInfo", code, subcode, message: expect.any(String) };
}

function read(request: Request, body: string): Received[] {
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
  const head = { url: request.url, headers: request.headers, body, claims: token ? decodeJwt(token) : {} };
  const envelope = envelopeSchema.safeParse(body === "" ? undefined : JSON.parse(body)).data;
  if (!envelope) return [{ ...head, changeType: "", resourceUrl: undefined, data: {}, list: [] }];
  return envelope.value.map(({ changeType, resourceUrl, resourceData }) => ({
    ...head,
    changeType,
    resourceUrl,
    data: objectSchema.safeParse(resourceData).data ?? {},
    list: Array.isArray(resourceData) ? resourceData : [],
  }));
}

function summary({ changeType, resourceUrl, data }: Received): string {
  const below = resourceUrl?.split("/").slice(4)[0];
  const { state, status } = data;
  return [changeType, below, state ?? status].filter((part) => part !== undefined).join(" ");
}
