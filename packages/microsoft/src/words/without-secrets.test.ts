import { expect, test } from "vitest";
import { withoutSecrets } from "./without-secrets.js";

test.each([
  ["Invalid number +14255550123.", "Invalid number +14…23."],
  ["targets=4%3A%2B14255550123&x", "targets=4%3A%2B14…23&x"],
  ["no route to 14255550123", "no route to 14…23"],
  ['"rawId":"4:+14255550123_asserted"', '"rawId":"4:+14…23_asserted"'],
  ["Bearer abc.def.ghi is not valid", "Bearer … is not valid"],
  ["token eyJhbGciOi.eyJzdWIi.c2ln refused", "token … refused"],
  ["client_secret=a~b-c&grant_type=x", "client_secret=…&grant_type=x"],
  ['{"access_token":"abc","x":1}', '{"access_token":"…","x":1}'],
  ["endpoint=https://a.example/;accesskey=AAAA==", "endpoint=https://a.example/;accesskey=…"],
  ["Signature=abc+/=", "Signature=…"],
  ['{"tones":["one","two"],"x":1}', '{"tones":[…],"x":1}'],
])("%s", (text, left) => {
  expect(withoutSecrets(text)).toBe(left);
});

test.each([
  "Call not found.",
  "Action is invalid when call is not in Established state. 400/8501",
  "request 7b0c3d9a-6c7e-4d8f-9f41-123456789012 at 2026-11-20T07:24:29.0000000Z",
  "https://my.communication.azure.com/calling/callConnections/abc",
])("%s stays as it is", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});
