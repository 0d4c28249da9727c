import { expect, test } from "vitest";
import { withoutSecrets } from "./secrets.js";

test.each([
  ["Invalid number +14255550123.", "Invalid number +14…23."],
  ["targets=4%3A%2B14255550123&x", "targets=4%3A%2B14…23&x"],
  ["no route to 14255550123", "no route to 14…23"],
  ['"rawId":"4:+14255550123_asserted"', '"rawId":"4:+14…23_asserted"'],
  ["Bearer abc.def.ghi is not valid", "Bearer … is not valid"],
  ["token eyJhbGciOi.eyJzdWIi.c2ln refused", "token … refused"],
  ["client_secret=a~b-c&grant_type=x", "client_secret=…&grant_type=…"],
  ["no route to +1 (425) 555-0123.", "no route to +14…23."],
  ["no route to 0171 234 56 78", "no route to 01…78"],
  ["(425) 555-0123 is busy", "42…23 is busy"],
  ["+49-171-2345678", "+49…78"],
  [
    "POST https://bot.example.com/calls?eventgrid=s3cr3t failed",
    "POST https://bot.example.com/calls?eventgrid=… failed",
  ],
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
  "2026-11-20 07:24:29 the quota is 10 in 60 seconds",
  "DiagCode: 0#7000.@, version 1.6.0, 10 of 20 of 30",
  "id 12345678-1111-4111-8111-555555555555",
])("%s stays as it is", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});
