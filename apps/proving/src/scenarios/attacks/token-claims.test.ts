import { describe, expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { jwt, rs } from "../kit/tokens.js";
import { endOf, startTarget, type Target, useTarget } from "./kit/target.js";

type Claims = Readonly<Record<string, unknown>>;

/** Variations of a text that must be matched exactly. */
function nearMisses(text: string): readonly string[] {
  const confusable: Readonly<Record<string, string>> = { a: "а", c: "с", e: "е", o: "о" };
  return [
    "",
    ` ${text}`,
    `${text} `,
    `${text}\u0000`,
    `${text}//`,
    `${text}.`,
    `${text}.evil.example`,
    `${text}@evil.example`,
    `${text}#`,
    `${text}?`,
    `x${text}`,
    text.slice(0, -1),
    text.slice(1),
    text.replace(/[aceo]/, (letter) => confusable[letter] ?? letter),
    text.replace(/-/, "\u2010").replace(/\./, "。"),
    text.normalize("NFD").replace(/(?<=.)/, "\u200b"),
    "*",
    ".*",
    "%",
  ].filter((near) => near !== text);
}

const elsewhere = "00000000-0000-4000-8000-000000000000";
const notTexts = [null, 0, 1, true, {}, [], [[]], { toString: "x" }] as const;

describe.each(providers)("a well-signed token on %s is refused with", (provider) => {
  const target = useTarget(provider);
  const answered = async (expected: number, claims: Claims) => {
    const { status } = await target().sendAs(`Bearer ${target().token(claims)}`);
    expect({ claims, status }).toEqual({ claims, status: expected });
    await target().untouched();
  };
  const refused = (claims: Claims) => answered(401, claims);
  const good = (at: Target, name: string) => String(at.claims()[name]);

  test("another issuer, or nearly the right one", { tags: "endpoint/claims" }, async () => {
    const issuer = good(target(), "iss");
    for (const iss of [...nearMisses(issuer), issuer.toUpperCase(), issuer.replace("https:", "http:")])
      await refused({ iss });
    for (const iss of [...notTexts, [issuer], undefined]) await refused({ iss });
  });

  test("the issuer of the other cloud", async () => {
    const { simulator } = target().stage;
    await refused({ iss: provider === "acs" ? simulator.graph.issuers[0] : simulator.acs.issuer });
  });

  test("another audience, or nearly the right one", { tags: "endpoint/claims" }, async () => {
    for (const aud of [...nearMisses(good(target(), "aud")), elsewhere, good(target(), "aud").replaceAll("-", "")]) {
      await refused({ aud });
      await refused({ aud: [aud] });
    }
    await refused({ aud: [elsewhere, `${elsewhere}1`] });
    for (const aud of [
      ...notTexts,
      undefined,
      [null],
      [good(target(), "aud"), 7],
      [[good(target(), "aud")]],
      { 0: good(target(), "aud") },
    ])
      await refused({ aud });
  });

  test("the audience of another bot on the same cloud, even if other claims name this bot", {
    tags: "endpoint/own-address",
  }, async () => {
    const ours = good(target(), "aud");
    await refused({ aud: elsewhere, azp: ours, appid: ours, sub: ours, client_id: ours });
  });

  test("a time that is over or in the future: with 503, so that it is sent again, since a clock may be to blame", {
    tags: "endpoint/claims",
  }, async () => {
    const now = Math.floor(target().stage.clock.now() / 1000);
    for (const exp of [now - 300, now - 301, now - 3_600, 0]) await answered(503, { exp });
    for (const nbf of [now + 301, now + 3_600, now + 1e9]) await answered(503, { nbf });
  });

  test("an invalid time", { tags: "endpoint/claims" }, async () => {
    const now = Math.floor(target().stage.clock.now() / 1000);
    for (const exp of [-1, -1e308, 1e308, 9e15, "", "9999999999", "Infinity", null, true, [now + 60], {}, undefined])
      await refused({ exp });
    for (const nbf of [1e308, -1e308, "", "0", "-1", null, true, [0], {}]) await refused({ nbf });
  });

  test.each(["NaN", "Infinity", "1e999", "-1e999", "0x7fffffff", "0o17", "1_000"])(
    "the time %s, as text",
    async (time) => {
      const at = target();
      for (const name of ["exp", "nbf"]) {
        const claims = JSON.stringify(at.claims({ [name]: "TIME" })).replace('"TIME"', time);
        const token = jwt(at.header(), claims, rs(256, at.keyServer.privateKey));
        expect((await at.sendAs(`Bearer ${token}`)).status).toBe(401);
      }
      await at.untouched();
    },
  );

  test.each(["[]", "null", "7", '"text"', "", " ", "{", "{}{}", "{'iss':1}", "\u0000"])(
    "claims that are %j",
    async (claims) => {
      const at = target();
      const token = jwt(at.header(), claims, rs(256, at.keyServer.privateKey));
      expect((await at.sendAs(`Bearer ${token}`)).status).toBe(401);
      await at.untouched();
    },
  );

  test("valid claims hidden in a prototype", async () => {
    const at = target();
    const hidden = { ["__proto__"]: at.claims(), constructor: { prototype: at.claims() } };
    const claims = JSON.stringify(hidden).replace("{", '{"exp":9999999999,');
    expect((await at.sendAs(`Bearer ${jwt(at.header(), claims, rs(256, at.keyServer.privateKey))}`)).status).toBe(401);
    expect(Object.prototype).not.toHaveProperty("iss");
    await at.untouched();
  });

  test.each([
    ["aud", elsewhere],
    ["iss", "https://evil.example"],
    ["exp", -1],
  ] as const)("a second, invalid %s after the valid one", async (name, value) => {
    const at = target();
    const claims = JSON.stringify(at.claims()).replace(/}$/, `,${JSON.stringify(name)}:${JSON.stringify(value)}}`);
    expect((await at.sendAs(`Bearer ${jwt(at.header(), claims, rs(256, at.keyServer.privateKey))}`)).status).toBe(401);
    await at.untouched();
  });
});

describe("a well-signed token on graph is refused with", () => {
  const onlyOurs = useTarget("graph", { adapter: { tenants: ["86dc81db-c112-4228-9222-63f3e5aa1edb"] } });
  const anyTenant = useTarget("graph");

  test("no tenant, or an invalid one", async () => {
    const at = anyTenant();
    for (const tid of [undefined, null, "", 0, [], {}, [at.claims().tid]])
      expect({ tid, status: (await at.sendAs(`Bearer ${at.token({ tid })}`)).status }).toEqual({ tid, status: 401 });
    await at.untouched();
  });

  test("nearly the tenant of the list", { tags: "endpoint/claims" }, async () => {
    const at = onlyOurs();
    for (const tid of [...nearMisses(String(at.claims().tid)), elsewhere])
      expect({ tid, status: (await at.sendAs(`Bearer ${at.token({ tid })}`)).status }).toEqual({ tid, status: 401 });
    await at.untouched();
  });

  test("a tenant other than that of the call in the body", { tags: "endpoint/claims" }, async () => {
    const at = anyTenant();
    const body = at.end.replace('"state"', `"tenantId":"${at.claims().tid}","state"`);
    expect((await at.sendAs(`Bearer ${at.token({ tid: elsewhere })}`, { body })).status).toBe(403);
    await at.untouched();
  });

  test.each([
    ["its end", "", { "@odata.type": "#microsoft.graph.call", state: "terminated" }],
    ["a key", "", { "@odata.type": "#microsoft.graph.call", toneInfo: { sequenceId: 1, tone: "tone1" } }],
    ["a roster", "/participants", [{ "@odata.type": "#microsoft.graph.participant", id: "p" }]],
    ["a prompt's end", "/operations/1", { "@odata.type": "#microsoft.graph.playPromptOperation", status: "completed" }],
    ["an unknown resource", "", { "@odata.type": "#microsoft.graph.news" }],
    ["a question", "", { "@odata.type": "#microsoft.graph.participantJoiningNotification", call: {} }],
  ])(
    "a tenant other than the call's, though the body (%s) names none",
    { tags: "endpoint/claims" },
    async (_, below, data) => {
      const at = anyTenant();
      const resourceUrl = `/communications/calls/${at.call.providerCallId}${below}`;
      const body = JSON.stringify({ value: [{ changeType: "updated", resourceUrl, resourceData: data }] });
      const answer = await at.sendAs(`Bearer ${at.token({ tid: elsewhere })}`, { body });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain(elsewhere);
      await at.untouched();
    },
  );
});

test("a token of another tenant can neither end an incoming call on Graph nor announce it again", {
  tags: "endpoint/claims",
}, async () => {
  await using at = await startTarget("graph");
  const { stage } = at;
  stage.calling.on("incoming", () => new Promise(() => {}));
  stage.person("bob").dial(botNumber);
  await stage.advance(100);
  const rings = stage.callbacks.findLast(({ body }) => body.includes('"incoming"'))?.body ?? "";
  const post = (tid: unknown, body: string) => at.sendAs(`Bearer ${at.token({ tid })}`, { target: at.webhook, body });
  const end = endOf("graph", /calls\/([^"/]+)/.exec(rings)?.[1] ?? "");
  const repeat = rings.replaceAll(/"tenantId":"[^"]*",?/g, "");
  expect((await post(elsewhere, end)).status).toBe(403);
  // It looks like a repeat, and has no effect.
  await post(elsewhere, repeat);
  await stage.advance(100);
  expect(stage.record.of("incoming")).toHaveLength(1);
  expect(stage.record.of("call-ended")).toHaveLength(0);
  expect((await post(at.claims().tid, end)).status).toBe(202);
  await stage.advance(100);
  expect(stage.record.of("call-ended")).toHaveLength(1);
});

test("a call on Graph knows its tenant before the answer to create has arrived", {
  tags: "endpoint/claims",
}, async () => {
  await using at = await startTarget("graph");
  const { stage } = at;
  stage.simulator.faults.add({ effect: { kind: "slow-cloud", ms: 5_000 }, match: { path: "/communications/calls" } });
  stage.person("bob").reacts({ kind: "answer" });
  const creating = stage.calling.create({ to: cast.bob, from: botNumber });
  await stage.advance(100);
  const { requestBody } = lastCreate(stage);
  const target = new URL(JSON.parse(requestBody).callbackUri).pathname;
  const state = { "@odata.type": "#microsoft.graph.call", state: "terminated" };
  const body = JSON.stringify({
    value: [{ changeType: "deleted", resourceUrl: "/communications/calls/1", resourceData: state }],
  });
  expect((await at.sendAs(`Bearer ${at.token({ tid: elsewhere })}`, { target, body })).status).toBe(403);
  const call = await stage.when(creating);
  await stage.when(call.connected);
});

function lastCreate({ simulator }: Target["stage"]) {
  const entry = simulator
    .log()
    .findLast(({ direction, url }) => direction === "from-bot" && url.endsWith("/communications/calls"));
  if (!entry) throw new Error("The bot sent no create.");
  return entry;
}
