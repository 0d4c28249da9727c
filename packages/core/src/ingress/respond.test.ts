import { expect, test } from "vitest";
import { CallingError, type ErrorCode } from "../words/calling-error.js";
import { refuse, refuseError, replyWith } from "./respond.js";

test.each([
  ["unauthenticated", 401],
  ["forbidden", 403],
  ["invalid-request", 400],
  ["unavailable", 503],
] as const)("%s is answered with %i, and says why", async (code, status) => {
  const answer = refuseError(new CallingError(code, "why"));
  expect([answer.status, answer.response.status, answer.refusal]).toEqual([status, status, "why"]);
  expect(await answer.response.text()).toBe("why\n");
});

test.each(["store-unavailable", "not-found", "failed"])(
  "what is no business of the sender, such as %s, is to be sent again",
  async (code) => {
    const answer = refuseError(new CallingError(code as ErrorCode, "redis://inside"));
    expect([answer.status, answer.refusal]).toEqual([503, "redis://inside"]);
    expect(await answer.response.text()).toBe("the callback could not be taken in; send it again\n");
    const other = refuseError(new TypeError("inside"));
    expect([other.status, other.refusal]).toEqual([503, "the callback could not be taken in; send it again"]);
  },
);

test("a refusal is a line of plain text", () => {
  expect(refuse(404, "why").response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
});

test("a reply has the adapter's status, headers and body, and no body where there can be none", async () => {
  const replied = replyWith({ status: 200, headers: { "x-a": "b" }, body: "text" });
  expect([replied.status, replied.response.headers.get("x-a"), replied.refusal]).toEqual([200, "b", undefined]);
  expect(await replied.response.text()).toBe("text");
  for (const status of [204, 304]) expect(replyWith({ status, body: "text" }).response.body).toBeNull();
  expect(replyWith({ status: 202 }).response.body).toBeNull();
});
