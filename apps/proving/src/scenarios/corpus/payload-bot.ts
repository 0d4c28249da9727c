import { acs } from "@trunkline/acs";
import {
  type Adapter,
  type Call,
  type Calling,
  type CallingEvent,
  createCalling,
  type ManualClock,
  manualClock,
  party,
} from "@trunkline/core";
import { graph } from "@trunkline/graph";
import { midCallEvent } from "../kit/callbacks.js";
import { botNumber } from "../kit/cast.js";
import { jwt, type KeyServer, rs } from "../kit/tokens.js";
import { at, listOf, type Payload, type SmallCloud, startSmallCloud, textAt } from "./payload.js";

const url = "https://bot.example.com/calls";
const appId = "2891555a-92ff-42e6-80fa-6e1300c6b5c6";
const resourceId = "1bdaa2b9-9507-4542-bb64-a7b22c00a8d4";
const usualTenant = "aa67bd4c-8475-432d-bd41-39f255720e0a";
const gridSecret = "a secret that Event Grid sends along with everything";
const callee = party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8");
export const invited = party.user("98da8a1a-1b87-452c-a713-65d3f10b5555");

/** A bot with the real adapter and the real core, for one payload: its calls have the id that the payload names. */
export interface PayloadBot extends AsyncDisposable {
  readonly adapter: Adapter;
  readonly calling: Calling<Adapter>;
  readonly cloud: SmallCloud;
  readonly events: readonly CallingEvent[];
  /** A call of the bot, whose first request the cloud has answered. `group`: a group call, where the cloud has them. */
  begin(group?: boolean): Promise<Call>;
  /** Posts a callback, signed or with the secret of Event Grid. @returns the status of the answer. */
  post(body: unknown, to?: string): Promise<number>;
  /** Advances the clock until the promise settles. */
  when<T>(promise: Promise<T>): Promise<T>;
}

export async function startPayloadBot(payload: Payload, keyServer: KeyServer): Promise<PayloadBot> {
  const cloud = await startSmallCloud(callIdOf(payload));
  const clock = manualClock({ start: timeOf(payload) });
  const tenantId = textAt(dataOf(payload), "tenantId") || usualTenant;
  const { openIdConfigurationUrl } = keyServer;
  const adapter: Adapter =
    payload.cloud === "graph"
      ? graph({
          appId,
          clientSecret: "s",
          tenantId,
          baseUrl: cloud.origin,
          authority: cloud.origin,
          openIdConfigurationUrl,
          clock,
        })
      : acs({
          connectionString: `endpoint=${cloud.origin}/;accesskey=c2VjcmV0`,
          allowInsecureConnection: true,
          ...{ resourceId, openIdConfigurationUrl, clock },
          eventGrid: { secret: gridSecret },
        });
  const calling = createCalling({ adapter, url, clock, logger: false });
  const events: CallingEvent[] = [];
  calling.on("*", (event) => void events.push(event));
  // Undecided calls would be rejected.
  calling.on("incoming", () => new Promise(() => {}));
  const token = tokenFor(payload.cloud, tenantId, clock, keyServer);
  const when = async <T>(promise: Promise<T>): Promise<T> => {
    let over = false;
    const settled = promise.finally(() => {
      over = true;
    });
    settled.catch(() => {});
    while (!over) await clock.advance(1_000);
    return settled;
  };
  return {
    ...{ adapter, calling, cloud, events },
    begin: (group = false) => {
      if (payload.cloud === "acs") return calling.create({ to: "+14255550123", from: botNumber });
      return calling.create({ to: group ? [callee, invited] : callee });
    },
    async post(body, to = url) {
      const proof = payload.by === "event-grid" ? { eventgrid: gridSecret } : { authorization: `Bearer ${token}` };
      const request = new Request(to, { method: "POST", headers: proof, body: JSON.stringify(body) });
      const { status } = await calling.handle(request);
      await clock.advance(0);
      return status;
    },
    when,
    async [Symbol.asyncDispose]() {
      // The close hangs up a live call first, and waits for its end.
      await when(calling.close({ drainMs: 0 }));
      await cloud[Symbol.asyncDispose]();
    },
  };
}

/** The event that reports the call as connected. */
export function connectedOn({ cloud }: Payload, call: Call): unknown {
  const id = call.providerCallId ?? "";
  if (cloud === "acs") return [{ ...midCallEvent("CallConnected", id), id: "5f1c7b9e-0c7a-4f6e-8f3e-2d0c4f7c5a11" }];
  const resourceData = { "@odata.type": "#microsoft.graph.call", state: "established" };
  return { value: [{ changeType: "updated", resourceUrl: `/communications/calls/${id}`, resourceData }] };
}

function tokenFor(cloud: Payload["cloud"], tid: string, clock: ManualClock, { kid, privateKey }: KeyServer): string {
  const exp = Math.floor(clock.now() / 1000) + 3_600;
  const claims =
    cloud === "graph"
      ? { iss: "https://api.botframework.com", aud: appId, tid, exp }
      : { iss: "https://acscallautomation.communication.azure.com", aud: resourceId, exp };
  return jwt({ alg: "RS256", typ: "JWT", kid }, claims, rs(256, privateKey));
}

function dataOf({ cloud, body }: Payload): unknown {
  return cloud === "graph" ? at(body, "value", 0, "resourceData") : at(listOf(body)[0], "data");
}

/** The payload's id of the call. */
export function callIdOf(payload: Payload): string {
  const named = textAt(dataOf(payload), "callConnectionId") || textAt(payload.body, "responseBody", "callConnectionId");
  const notification = at(payload.body, "value", 0);
  const path = textAt(notification, "resourceUrl") || textAt(notification, "resource");
  return named || (/calls\/([^/]+)/.exec(path)?.[1] ?? "421f1100-411f-4a29-8514-dbbb9caff450");
}

/** When the payload was sent: an incoming call from years ago would be over. */
function timeOf({ body }: Payload): number {
  const [event] = listOf(body);
  const time = Date.parse(textAt(event, "time") || textAt(event, "eventTime"));
  return Number.isNaN(time) ? Date.UTC(2026, 10, 20) : time;
}
