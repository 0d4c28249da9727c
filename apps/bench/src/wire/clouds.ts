import { z } from "zod";

/** The identities in every benchmark. All of them are invented. */
export const identity = {
  botNumber: "+14255550100",
  personNumber: "+14255550142",
  agentNumber: "+14255550177",
  acs: {
    accessKey: Buffer.from("an invented access key").toString("base64"),
    resourceId: "2d3a1c7e-6c0e-4d0c-9a0e-0d9d2f0e7b11",
    issuer: "https://acscallautomation.communication.azure.com",
    eventGridSecret: "an Event Grid secret",
  },
  graph: {
    appId: "2891555a-92ff-42e6-80fa-6e1300c6b5c6",
    clientSecret: "a client secret",
    tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
    applicationInstance: "3d913abb-aec0-4964-8fa6-3c6850c4f278",
    issuer: "https://api.botframework.com",
  },
} as const;

/** The two wires. */
export const cloudSchema = z.enum(["acs", "graph"]);

export type CloudName = z.output<typeof cloudSchema>;

export const cloudNames = cloudSchema.options;

export const cloudTitles: Readonly<Record<CloudName, string>> = { acs: "ACS", graph: "Graph" };

/** A call as its cloud knows it: its id, and its callback address. */
export const callAddressSchema = z.object({ callId: z.string(), callbackUrl: z.string() });

export type CallAddress = z.output<typeof callAddressSchema>;
