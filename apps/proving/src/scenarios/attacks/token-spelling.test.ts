import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { callbackTo } from "../kit/stage.js";
import { jwt, part, rs } from "../kit/tokens.js";
import { type Target, useTarget } from "./kit/target.js";

/** Almost valid `Authorization` headers. */
const misspelled: Readonly<Record<string, (target: Target) => string>> = {
  "no scheme": (at) => at.token(),
  "another scheme": (at) => `Basic ${at.token()}`,
  "a longer scheme": (at) => `BearerX ${at.token()}`,
  "no space after the scheme": (at) => `Bearer${at.token()}`,
  "a tab after the scheme": (at) => `Bearer\t${at.token()}`,
  "a no-break space": (at) => `Bearer\u00a0${at.token()}`,
  "a tab inside": (at) => `Bearer ${at.token().replace(".", "\t.")}`,
  "a space inside": (at) => `Bearer ${at.token().replace(".", " .")}`,
  "a suffix": (at) => `Bearer ${at.token()} x`,
  "a fourth part": (at) => `Bearer ${at.token()}.x`,
  "an empty fourth part": (at) => `Bearer ${at.token()}.`,
  "two tokens": (at) => `Bearer ${at.token()}, Bearer ${at.token()}`,
  "two tokens without a scheme between": (at) => `Bearer ${at.token()},${at.token()}`,
  "quotes around it": (at) => `Bearer "${at.token()}"`,
  "parameters after it": (at) => `Bearer ${at.token()};q=1`,
  nothing: () => "",
  "no token": () => "Bearer",
  "two parts": (at) => `Bearer ${at.token().split(".").slice(0, 2).join(".")}`,
  "no header": (at) => `Bearer .${at.token().split(".").slice(1).join(".")}`,
  "no claims": (at) => `Bearer ${at.token().replace(/\..*\./, "..")}`,
  padding: (at) => `Bearer ${at.token()}==`,
  "base64 in the other alphabet": (at) => `Bearer ${at.token().replace(/-/g, "+").replace(/_/g, "/")}+/`,
  "characters outside base64": (at) => `Bearer ${at.token().replace(".", "!.")}`,
  "an encoded dot": (at) => `Bearer ${at.token().replace(".", "%2e")}`,
  "a header that is not JSON": (at) => `Bearer ${jwt("{", at.claims(), rs(256, at.keyServer.privateKey))}`,
  "a header that is a list": (at) => `Bearer ${jwt("[]", at.claims(), rs(256, at.keyServer.privateKey))}`,
};

describe.each(providers)("an Authorization on %s", (provider) => {
  const target = useTarget(provider);

  test.each(Object.entries(misspelled))("with %s is refused", { tags: "endpoint/one-spelling" }, async (_, write) => {
    const { status } = await target().sendAs(write(target()));
    expect(status).toBe(401);
    await target().untouched();
  });

  test("that is sent twice is refused, even if one is valid", { tags: "endpoint/one-spelling" }, async () => {
    const at = target();
    const good = ["Authorization", `Bearer ${at.token()}`] as const;
    for (const headers of [
      [good, ["Authorization", "Bearer x.y.z"]],
      [["Authorization", "Bearer x.y.z"], good],
      [["authorization", ""], good],
      [good, ["AUTHORIZATION", good[1]]],
    ] as const)
      expect((await at.send({ headers })).status).toBe(401);
    await at.untouched();
  });

  test.each([
    ["Proxy-Authorization"],
    ["X-Authorization"],
    ["Authorization-"],
    ["X-Ms-Token-Aad-Access-Token"],
    ["Cookie"],
  ])("in the header %s instead does not count", async (name) => {
    const at = target();
    expect((await at.send({ headers: [[name, `Bearer ${at.token()}`]] })).status).toBe(401);
    const query = `?access_token=${at.token()}&authorization=Bearer%20${at.token()}`;
    expect((await at.send({ target: `${at.address}${query}` })).status).toBe(401);
    await at.untouched();
  });

  test.each(["\n", "\r", "\r\n ", "\u0000"])("with %j inside never reaches the bot", async (cut) => {
    const at = target();
    const { status } = await at.sendAs(`Bearer ${at.token().replace(".", `${cut}.`)}`);
    expect([400, 401]).toContain(status);
    await at.untouched();
  });

  test("that is very large never reaches the bot", async () => {
    const at = target();
    const { status } = await at.sendAs(`Bearer ${part("x".repeat(1_000_000))}.x.y`);
    expect([0, 401, 431]).toContain(status);
    await at.untouched();
  });

  test("over 16 KiB is refused, even if the server has larger limits", {
    tags: "endpoint/one-spelling",
  }, async () => {
    const at = target();
    const authorization = `Bearer ${at.token({ padding: "x".repeat(12_500) })}`;
    const { url, body } = callbackTo(at.stage, at.call);
    const response = await at.stage.post({ url, body, headers: new Headers({ authorization }) });
    expect(response.status).toBe(401);
    await at.untouched();
  });

  test("is accepted with any case of its scheme, and any number of spaces after it", async () => {
    const at = target();
    const body = provider === "acs" ? "[]" : '{"value":[]}';
    for (const scheme of ["bearer", "BEARER", "Bearer  "])
      expect((await at.sendAs(`${scheme} ${at.token()}`, { body })).status).toBe(provider === "acs" ? 200 : 202);
    await at.untouched();
  });
});
