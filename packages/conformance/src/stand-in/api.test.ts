import { expect, test } from "vitest";
import { startApi } from "./api.js";

const echo = async (request: Request) =>
  Response.json({
    at: new URL(request.url).pathname,
    key: request.headers.get("authorization"),
    body: await request.json(),
  });

const post = (url: string, fields: object) =>
  fetch(url, { method: "POST", headers: { authorization: "Bearer k" }, body: JSON.stringify(fields) });

test("a request reaches the provider as it was sent, and its answer comes back", async () => {
  await using api = await startApi(echo);
  const response = await post(`${api.baseUrl}/calls/1?a=b`, { to: "x" });
  expect(await response.json()).toEqual({ at: "/calls/1", key: "Bearer k", body: { to: "x" } });
  expect(api.requests).toEqual([{ method: "POST", path: "/calls/1?a=b", body: '{"to":"x"}' }]);
});

test("a request without a body has none", async () => {
  await using api = await startApi((request) => Response.json({ body: request.body }, { status: 201 }));
  const response = await fetch(api.baseUrl);
  expect([response.status, await response.json()]).toEqual([201, { body: null }]);
});

test("the next request fails with the given answer, and is not carried out", async () => {
  let carriedOut = 0;
  await using api = await startApi(() => Response.json({ times: ++carriedOut }));
  api.failNext(new Response("slow down", { status: 429, headers: { "retry-after": "2" } }));
  const response = await fetch(api.baseUrl);
  expect([response.status, response.headers.get("retry-after"), await response.text()]).toEqual([
    429,
    "2",
    "slow down",
  ]);
  expect(carriedOut).toBe(0);
  expect(await (await fetch(api.baseUrl)).json()).toEqual({ times: 1 });
});

test("a lost request is carried out, and its connection breaks", async () => {
  let carriedOut = 0;
  await using api = await startApi(() => Response.json({ times: ++carriedOut }));
  api.failNext("lost");
  await expect(fetch(api.baseUrl)).rejects.toThrow("fetch failed");
  expect(carriedOut).toBe(1);
  expect(api.requests).toHaveLength(1);
});

test("an error of the stand-in is a 500 that says what went wrong", async () => {
  await using api = await startApi(() => {
    throw new Error("there is no such person");
  });
  const response = await fetch(api.baseUrl);
  expect([response.status, await response.text()]).toEqual([500, "there is no such person"]);
});
