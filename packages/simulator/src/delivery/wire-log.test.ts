import { expect, test } from "vitest";
import { redactHeaders, redactText, redactUrl } from "./wire-log.js";

test("signatures, secrets and passwords do not reach the log; what a token claims does", () => {
  expect(redactHeaders([["authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.c2ln"]])).toEqual({
    authorization: "Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.[signature removed]",
  });
  expect(redactHeaders([["eventgrid", "s3cret"]])).toEqual({ eventgrid: "[redacted]" });
  expect(redactText("HMAC-SHA256 SignedHeaders=host&Signature=abc+/=")).toBe(
    "HMAC-SHA256 SignedHeaders=host&Signature=[redacted]",
  );
  expect(redactText("grant_type=client_credentials&client_secret=s3cret&scope=x")).not.toContain("s3cret");
  expect(redactUrl("https://bot.example.com/?eventgrid=s3cret&token=s3cret&call=1")).toBe(
    "https://bot.example.com/?eventgrid=redacted&token=redacted&call=1",
  );
});
