/**
 * The well-known credentials of a simulator, as a storage emulator has a well-known account: no secrets, the same in every
 * run, so that they can be pasted into a configuration. They are checked for real.
 */
export interface Credentials {
  readonly acs: {
    /** Base64, the HMAC key. */
    readonly accessKey: string;
    /** The immutable resource id: a GUID. */
    readonly resourceId: string;
    /** Sent with every Event Grid delivery as the header `eventgrid`. */
    readonly eventGridSecret: string;
  };
  readonly graph: {
    readonly appId: string;
    readonly clientSecret: string;
    readonly tenantId: string;
    /** Object id of the resource account that a bot's `number` belongs to when its registration names none. */
    readonly applicationInstance: string;
  };
}

export const wellKnownCredentials: Credentials = {
  acs: {
    accessKey: "dHJ1bmtsaW5lLXNpbXVsYXRvci13ZWxsLWtub3duLWtleQ==",
    resourceId: "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90",
    eventGridSecret: "simulated-event-grid-secret",
  },
  graph: {
    appId: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b",
    clientSecret: "simulated-client-secret",
    tenantId: "3c9d2b1a-7e6f-4d5c-8b4a-9f8e7d6c5b4a",
    applicationInstance: "b1a2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d",
  },
};
