import { describe, expect, test } from "vitest";
import { graph } from "../graph.js";
import type { GraphOptions } from "./options.js";

const good: GraphOptions = {
  appId: "2891555a-92ff-42e6-80fa-6e1300c6b5c6",
  clientSecret: "secret",
  tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
};
const make = (over: object) => () => graph({ ...good, ...over });

describe("options", () => {
  test.each([
    ["an invalid app id", { appId: "my bot" }, /appId: .*GRAPH_APP_ID/],
    ["an empty secret", { clientSecret: " " }, /clientSecret: .*GRAPH_CLIENT_SECRET/],
    ["a tenant by name", { tenantId: "contoso.com" }, /tenantId: .*GRAPH_TENANT_ID/],
    [
      "a number that is not E.164",
      { numbers: { "0142555": { applicationInstance: good.appId } } },
      /numbers.*E\.164.*GRAPH_NUMBERS/,
    ],
    [
      "a number without an account",
      { numbers: { "+14255550100": { applicationInstance: "x" } } },
      /numbers\.\+14255550100\.applicationInstance: .*GRAPH_NUMBERS/,
    ],
    ["a misspelled option", { tenant: "x" }, /tenant/],
    ["a cloud that does not exist", { cloud: "mars" }, /cloud/],
    ["http to another machine", { baseUrl: "http://graph.example.com" }, /baseUrl: is http/],
  ])("%s is refused by name", (_, over, message) => {
    expect(make(over)).toThrow(message);
    expect(make(over)).toThrow(expect.objectContaining({ code: "invalid-request" }));
  });

  test("http to this machine needs no word, and to another one its own", () => {
    expect(make({ baseUrl: "http://127.0.0.1:1234" })).not.toThrow();
    expect(make({ baseUrl: "http://simulator:8080", allowInsecureConnection: true })).not.toThrow();
  });

  test("one error names everything that is wrong", () => {
    expect(make({ appId: "x", cloud: "china" })).toThrow(/appId: .*cloud: /);
    expect(make({ clientSecret: "'secret'" })).toThrow("remove the quotes");
  });

  test("no error repeats the secret", () => {
    try {
      graph({ ...good, clientSecret: "hunter2hunter2", appId: "x" });
    } catch (error) {
      expect(String(error)).not.toContain("hunter2");
    }
  });
});

describe("national clouds", () => {
  const keys = { issuers: ["https://issuer.example"], openIdConfigurationUrl: "https://keys.example/configuration" };

  test("China has no calls, and the error says so", () => {
    expect(make({ cloud: "china" })).toThrow(/cloud: China.* has no calls/);
  });

  test("where the callback keys are not documented they have to be given", () => {
    expect(make({ cloud: "us-gov-l4" })).toThrow(/issuers: has to be given in US Government L4/);
    expect(make({ cloud: "us-gov-l4", ...keys })).not.toThrow();
  });

  test("tones can be sent in the global cloud only", () => {
    expect(graph(good).verbs.sendDtmf).toBeDefined();
    const gov = graph({ ...good, cloud: "us-gov-l5", ...keys });
    expect(gov.verbs.sendDtmf).toBeUndefined();
    expect(gov.absent?.sendDtmf).toContain("only the global cloud");
    expect(gov.verbs.subscribeDtmf).toBeDefined();
  });

  test("a callback address on http is refused by a real cloud and taken by a simulator", () => {
    const http = new URL("http://bot.example.com/calls");
    expect(graph(good).refuseCallbackUrl?.(http)).toContain("https only");
    expect(graph(good).refuseCallbackUrl?.(new URL("https://bot.example.com/calls"))).toBeUndefined();
    expect(graph({ ...good, baseUrl: "http://127.0.0.1:1" }).refuseCallbackUrl?.(http)).toBeUndefined();
  });
});
