import { expect, test } from "vitest";
import { acs } from "../acs.js";
import { accessKey, resourceId } from "../fixtures/bench.fixture.js";
import type { AcsOptions } from "./options.js";

const connectionString = `endpoint=https://contoso.communication.azure.com/;accesskey=${accessKey}`;
const credential = { getToken: async () => ({ token: "t", expiresOnTimestamp: 0 }) };
const endpoint = "https://contoso.communication.azure.com";

/** What start-up says to these options; empty when it accepts them. */
function said(options: Record<string, unknown>): string {
  try {
    void acs(options as AcsOptions).close?.();
    return "";
  } catch (error) {
    return String(error);
  }
}

test("every way of naming the resource is accepted", () => {
  for (const access of [
    { connectionString },
    { connectionString: `AccessKey=${accessKey};Endpoint=https://contoso.communication.azure.com/` },
    { endpoint, accessKey },
    { endpoint, accessKey: async () => accessKey },
    { endpoint, credential },
  ])
    expect(said({ ...access, resourceId })).toBe("");
});

test("if the resource id is missing or is the ARM path, the error says how to find it", () => {
  for (const wrong of [
    undefined,
    "",
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Communication/communicationServices/c",
  ]) {
    const message = said({ connectionString, ...(wrong === undefined ? {} : { resourceId: wrong }) });
    expect(message).toMatch(/acs\(options\): resourceId: .*GUID \(ACS_RESOURCE_ID\)/);
    expect(message).toContain(
      "az communication show --name {resource} --resource-group {group} --query immutableResourceId",
    );
  }
});

test.each([
  ["nothing", {}, /connectionString: .*\(ACS_CONNECTION_STRING\), or endpoint with accessKey/],
  ["two proofs", { connectionString, accessKey }, /connectionString: give either/],
  ["a second endpoint", { connectionString, endpoint }, /endpoint: leave it out/],
  ["a string of another kind", { connectionString: "https://contoso" }, /must read "endpoint=/],
  ["a key without an endpoint", { accessKey }, /endpoint: is missing/],
  ["an endpoint with a path", { endpoint: `${endpoint}/calling`, accessKey }, /without a path/],
  ["no address at all", { endpoint: "contoso", accessKey }, /must be an https address/],
  ["http", { endpoint: "http://localhost:1", accessKey }, /allowInsecureConnection/],
  [
    "a token over http",
    { endpoint: "http://localhost:1", credential, allowInsecureConnection: true },
    /tokens are sent over https only/,
  ],
  ["an empty key", { endpoint, accessKey: " " }, /accessKey: must be an access key/],
  [
    "keys over http",
    { connectionString, openIdConfigurationUrl: "http://localhost:1/x" },
    /openIdConfigurationUrl: is http/,
  ],
  ["an Event Grid secret in quotes", { connectionString, eventGrid: { secret: '"a-secret"' } }, /remove the quotes/],
  [
    "a key with a blank in it",
    { endpoint, accessKey: `${accessKey.slice(0, 4)} ${accessKey.slice(4)}` },
    /accessKey: .*base64/,
  ],
  ["an empty Event Grid secret", { connectionString, eventGrid: { secret: "" } }, /ACS_EVENT_GRID_SECRET/],
  ["three Event Grid secrets", { connectionString, eventGrid: { secret: ["a", "b", "c"] } }, /eventGrid\.secret/],
  [
    "an identity of another kind",
    { connectionString, sourceIdentity: "4:+14255550123" },
    /sourceIdentity: must be a communication user/,
  ],
  ["a misspelled option", { connectionString, conectionString: "x" }, /conectionString/],
])("%s is refused by name", (_name, options, message) => {
  expect(said({ resourceId, ...options })).toMatch(message);
});

test("one error names everything that is wrong", () => {
  expect(said({ connectionString: "https://contoso", resourceId: "contoso", eventGrid: { secret: "" } })).toMatch(
    /resourceId: .*eventGrid\.secret: .*connectionString: /,
  );
});

test("no error contains the key", () => {
  for (const wrong of [
    `endpoint=ftp://x;accesskey=${accessKey}`,
    `endpoint=;accesskey=${accessKey}`,
    `accesskey=${accessKey}`,
  ]) {
    const message = said({ connectionString: wrong, resourceId });
    expect(message).not.toBe("");
    expect(message).not.toContain(accessKey);
  }
});
