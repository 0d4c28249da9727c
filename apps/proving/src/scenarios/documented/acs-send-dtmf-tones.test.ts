import { communicationUser } from "@trunkline/acs";
import { type Call, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { botNumber, failureOf } from "../kit/cast.js";
import { lastRequest } from "../kit/documented.js";
import { type Stage, type StageOptions, startStage } from "../kit/stage.js";

/** The target in the documentation page. */
const user = "8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_da7be3a9-8788-42a6-85c6-56b2cf784fce";

async function documented(options: StageOptions = {}): Promise<Stage> {
  const stage = await startStage("acs", options);
  const party = { kind: "communication-user", id: user } as const;
  stage.simulator.addPerson({ id: "user", party, reaction: { kind: "answer" } });
  return stage;
}

async function connected(
  stage: Stage,
  to: Parameters<Stage["calling"]["create"]>[0]["to"] = communicationUser(user),
): Promise<Call> {
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to, from: botNumber });
  await stage.when(call.connected);
  return call;
}

const request = (stage: Stage) => lastRequest(stage, "POST", ":sendDtmfTones");
const bodyOf = (stage: Stage, type: string) => stage.callbacks.findLast(({ body }) => body.includes(`.${type}"`))?.body;

test("ACS sendDtmfTones, example: one tone to a communication user, with a context and a separate callback address", async () => {
  await using stage = await documented();
  const call = await connected(stage);
  const operationContext = "sendDtmf operation context";
  const operationCallbackUri = "https://app.contoso.com/callback";
  const sending = call.sendDtmf("0", { providerOptions: { acs: { operationContext, operationCallbackUri } } });
  const { warnings } = await stage.when(sending);
  expect(request(stage)).toMatchObject({
    status: 202,
    body: {
      tones: ["zero"],
      targetParticipant: { communicationUser: { id: user } },
      operationContext,
      operationCallbackUri,
    },
    answer: { operationContext },
  });
  expect(warnings).toEqual([expect.stringContaining("operationCallbackUri")]);
  await stage.advance(5_000);
  expect(stage.callbacks.at(-1)?.url).toBe(operationCallbackUri);
});

test("ACS sendDtmfTones, all tones: 0 to 9, a to d, pound and asterisk", async () => {
  await using stage = await documented();
  const call = await connected(stage);
  await stage.when(call.sendDtmf("0123456789ABCD#*"));
  const digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  expect(request(stage).body).toMatchObject({ tones: [...digits, "a", "b", "c", "d", "pound", "asterisk"] });
  await stage.when(stage.person("user").hears({ tones: "0123456789ABCD#*" }));
});

test("ACS sendDtmfTones, more than 18: they are sent in parts, one after the other", async () => {
  await using stage = await documented();
  const call = await connected(stage);
  await stage.when(call.sendDtmf("1234567890123456789"));
  const sent = stage.simulator.log().filter(({ url }) => url.includes(":sendDtmfTones"));
  expect(sent.map(({ requestBody }) => JSON.parse(requestBody).tones.length)).toEqual([18, 1]);
  expect(new Set(sent.map(({ requestHeaders }) => requestHeaders["repeatability-request-id"])).size).toBe(2);
});

test("ACS sendDtmfTones, target: the only other party by default, or one of several by name", async () => {
  await using stage = await documented();
  const call = await connected(stage, phone("+14255550123"));
  await stage.when(call.sendDtmf("1"));
  expect(request(stage).body).toMatchObject({ targetParticipant: { phoneNumber: { value: "+14255550123" } } });
  const group = await connected(stage, [phone("+14255550123"), communicationUser(user)]);
  await stage.advance(1_000);
  expect(await failureOf(group.sendDtmf("2"))).toMatchObject({
    code: "invalid-request",
    message: expect.stringContaining("whom"),
  });
  await stage.when(group.sendDtmf("2", { to: communicationUser(user) }));
  expect(request(stage).body).toMatchObject({ targetParticipant: { communicationUser: { id: user } } });
});

test("ACS sendDtmfTones, operationContext: the operation id unless the bot sets one, and the completion finds its operation", async () => {
  await using stage = await documented();
  const call = await connected(stage);
  await stage.when(call.sendDtmf("1"));
  const [event] = stage.record.of("operation-completed").filter(({ verb }) => verb === "sendDtmf");
  expect(request(stage).body).toMatchObject({ operationContext: event?.operation });
  const operationContext = "mine";
  await stage.when(call.sendDtmf("2", { providerOptions: { acs: { operationContext } } }));
  expect(bodyOf(stage, "SendDtmfTonesCompleted")).toContain('"operationContext":"mine"');
});

test("ACS sendDtmfTones, repeatability: a repeated request has the same id and time, and sends nothing twice", async () => {
  const lost = {
    effect: { kind: "hang-up-connection", afterEffect: true },
    match: { path: ":sendDtmfTones" },
    times: 1,
  } as const;
  await using stage = await documented({ faults: [lost] });
  const call = await connected(stage);
  await stage.when(call.sendDtmf("12"));
  // The completion may arrive before the second try.
  await stage.advance(1_000);
  const sent = stage.simulator.log().filter(({ url }) => url.includes(":sendDtmfTones"));
  const marks = sent.map(({ requestHeaders: headers }) => [
    headers["repeatability-request-id"],
    headers["repeatability-first-sent"],
  ]);
  expect(marks).toHaveLength(2);
  expect(marks[0]).toEqual(marks[1]);
  expect(marks[0]).toEqual([expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/), expect.stringMatching(/GMT$/)]);
  await stage.when(stage.person("user").hears({ tones: "12" }));
  expect(stage.callbacks.filter(({ body }) => body.includes("SendDtmfTonesCompleted"))).toHaveLength(1);
});

test("ACS sendDtmfTones, SendDtmfTonesCompleted: the operation completes", async () => {
  await using stage = await documented();
  const call = await connected(stage);
  expect((await stage.when(call.sendDtmf("7"))).sent).toBe("7");
  expect(bodyOf(stage, "SendDtmfTonesCompleted")).toMatch(/"code":200,"subCode":0/);
});

test("ACS sendDtmfTones, SendDtmfTonesFailed: the operation fails with the provider's codes, and says what was sent", async () => {
  await using stage = await documented();
  const call = await connected(stage);
  const sending = call.sendDtmf("123w456789012345678");
  await stage.when(stage.person("user").hears({ tones: "1234" }));
  await stage.when(call.cancelMedia());
  expect(await failureOf(stage.when(sending))).toMatchObject({
    code: "operation-failed",
    providerCode: "8508",
    sent: "123",
  });
  expect(bodyOf(stage, "SendDtmfTonesFailed")).toMatch(/"code":400,"subCode":8508/);
  expect((await call.snapshot()).state).toBe("connected");
});
