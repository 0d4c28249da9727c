import type { Parsed, Principal, Signal } from "@trunkline/core";
import { indexNumbers } from "../parties/own-parties.js";
import { parse } from "./parse.js";

export const account = "7629bdce-046c-4903-86b4-a8f718277e1a";

/** How a callback arrives, where it is not the usual way. */
export interface Arrival {
  readonly headers?: Readonly<Record<string, string>>;
  readonly callKey?: string;
  readonly at?: number;
  readonly tenantId?: string;
}

/** Parses a body as the webhook does. A text is sent as it is. */
export function parseBody(body: unknown, { headers, callKey, at = 1000, tenantId }: Arrival = {}): Parsed {
  const principal: Principal = { role: "callback", ...(tenantId === undefined ? {} : { tenantId }) };
  return parse(
    {
      method: "POST",
      url: new URL("https://bot.contoso.com/api/calls"),
      publicUrl: "https://bot.contoso.com/api/calls",
      headers: new Headers(headers),
      body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
      at,
      callKey,
    },
    principal,
    {
      numbers: indexNumbers({ "+14255550100": { applicationInstance: account } }),
      defaultTenant: "00000000-0000-0000-0000-00000000dddd",
    },
  );
}

/** The signals of a body, without their raw form. */
export function signalsOf(body: unknown, arrival?: Arrival): readonly Omit<Signal, "raw">[] {
  return parseBody(body, arrival).signals.map(({ raw: _, ...signal }) => signal);
}

/** One notification in its envelope. */
export function notify(notification: object): object {
  return {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [{ "@odata.type": "#microsoft.graph.commsNotification", ...notification }],
  };
}

export const callId = "481f0b00-ffff-4ca1-8c67-a5f1e31e8e82";
export const resourceUrl = `/communications/calls/${callId}`;

/** An update of one call. `more` overrides members of the notification. */
export function callUpdate(data: object, more: object = {}): object {
  const resourceData = { "@odata.type": "#microsoft.graph.call", ...data };
  return notify({ changeType: "updated", resourceUrl, resourceData, ...more });
}
