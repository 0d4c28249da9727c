import { acs } from "@trunkline/acs";
import { createCalling } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import { describe, expect, test } from "vitest";

const guid = "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b";
const onGraph = { appId: guid, clientSecret: "secret", tenantId: guid };
const onAcs = {
  connectionString: "endpoint=https://contoso.communication.azure.com;accesskey=c2VjcmV0",
  resourceId: guid,
};

describe("a bot that could never be called back is refused when it is made", () => {
  test.each([
    ["graph", () => graph(onGraph)],
    ["acs", () => acs(onAcs)],
  ])("with http on the real %s", (_, adapter) => {
    const create = (url: string) => () => createCalling({ adapter: adapter(), url });
    expect(create("http://bot.example.com/calls")).toThrow(
      expect.objectContaining({ code: "invalid-request", message: expect.stringContaining("https") }),
    );
    expect(create("bot.example.com/calls")).toThrow(
      expect.objectContaining({ code: "invalid-request", message: expect.stringContaining("not a URL") }),
    );
  });
});

describe("a missing or invalid option is named, together with its variable", () => {
  test.each([
    ["graph", /appId.*GRAPH_APP_ID/, () => graph({ ...onGraph, appId: "" })],
    ["graph", /clientSecret.*GRAPH_CLIENT_SECRET/, () => graph({ ...onGraph, clientSecret: "" })],
    ["graph", /tenantId.*GRAPH_TENANT_ID/, () => graph({ ...onGraph, tenantId: "contoso" })],
    [
      "graph",
      /numbers.*GRAPH_NUMBERS/,
      () => graph({ ...onGraph, numbers: { "0425": { applicationInstance: guid } } }),
    ],
    ["graph", /baseUrl.*allowInsecureConnection/, () => graph({ ...onGraph, baseUrl: "http://graph.example.com" })],
    ["graph", /cloud.*no calls.*GRAPH_CLOUD/, () => graph({ ...onGraph, cloud: "china" })],
    ["graph", /issuers.*not documented/, () => graph({ ...onGraph, cloud: "us-gov-l4" })],
    ["acs", /connectionString.*ACS_CONNECTION_STRING/, () => acs({ ...onAcs, connectionString: "" })],
    ["acs", /resourceId.*ACS_RESOURCE_ID/, () => acs({ ...onAcs, resourceId: "contoso" })],
    ["acs", /eventGrid\.secret.*ACS_EVENT_GRID_SECRET/, () => acs({ ...onAcs, eventGrid: { secret: "" } })],
    [
      "acs",
      /connectionString.*allowInsecureConnection/,
      () => acs({ ...onAcs, connectionString: "endpoint=http://a.example.com;accesskey=c2VjcmV0" }),
    ],
  ] as const)("of %s: %s", (_, says, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "invalid-request", message: expect.stringMatching(says) }));
  });

  test("no error about an option contains a secret", () => {
    const wrong = () => acs({ ...onAcs, connectionString: "endpoint=https://a/path;accesskey=c2VjcmV0LXNlY3JldA==" });
    expect(wrong).toThrow(expect.not.objectContaining({ message: expect.stringContaining("c2VjcmV0") }));
  });
});
