import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  callTo,
  type GraphStage,
  graphStage,
  HEIDI,
  invitation,
  JOHN,
  resultInfo,
  WEBHOOK,
} from "./graph-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
});
afterEach(() => stage.simulator.close());

test("a bot calls, plays, hears keys and hangs up", async () => {
  const id = await stage.established();
  const play = await stage.api("POST", `calls/${id}/playPrompt`, {
    prompts: [{ mediaInfo: { uri: "https://cdn.contoso.com/beep.wav" } }],
    clientContext: "greeting",
  });
  expect(play.body).toEqual({
    "@odata.type": "#microsoft.graph.playPromptOperation",
    status: "running",
    clientContext: "greeting",
    id: expect.any(String),
  });
  const location = new URL(play.headers.get("location") ?? "").pathname;
  expect((await stage.api("GET", location)).body).toEqual(play.body);
  await stage.simulator.person("john").hears("beep.wav");
  await stage.clock.advance(5000);
  expect((await stage.api("GET", location)).body).toMatchObject({
    status: "completed",
    resultInfo: resultInfo(200, 0),
  });

  expect((await stage.api("POST", `calls/${id}/subscribeToTone`)).body).toMatchObject({
    "@odata.type": "#microsoft.graph.subscribeToToneOperation",
    status: "completed",
  });
  stage.simulator.person("john").press("1#");
  await stage.settled();
  expect(await stage.api("DELETE", `calls/${id}`)).toMatchObject({ status: 204, text: "" });
  expect(stage.summaries()).toEqual([
    "deleted operations completed",
    "updated established",
    "updated established",
    "updated terminating",
    "deleted terminated",
  ]);
  expect(stage.received[0]).toMatchObject({ data: { clientContext: "greeting", resultInfo: resultInfo(200, 0) } });
  expect(stage.received[1]).toMatchObject({
    changeType: "updated",
    data: { toneInfo: { sequenceId: 1, tone: "tone1" } },
  });
  expect(stage.received[2]).toMatchObject({ data: { toneInfo: { sequenceId: 2, tone: "pound" } } });
  expect(stage.result()).toEqual(resultInfo(200, 7000));
});

test("after its end a call's id is unknown", async () => {
  const id = await stage.established();
  await stage.api("DELETE", `calls/${id}`);
  for (const [method, path] of [
    ["GET", ""],
    ["DELETE", ""],
    ["POST", "/keepAlive"],
    ["GET", "/participants"],
  ] as const) {
    expect(await stage.api(method, `calls/${id}${path}`)).toMatchObject({
      status: 404,
      body: { error: { code: "8522" } },
    });
  }
});

test("get shows the call as it is now", async () => {
  const id = await stage.ringing();
  expect((await stage.api("GET", `calls/${id}`)).body).toMatchObject({ state: "establishing", activeModalities: [] });
  stage.simulator.person("john").answer();
  expect((await stage.api("GET", `calls/${id}`)).body).toMatchObject({
    state: "established",
    activeModalities: ["audio"],
  });
});

test("ringing is reported on beta only", async () => {
  await stage.ringing();
  expect(stage.summaries()).toEqual(["updated establishing"]);
  stage.received.length = 0;
  const id = await stage.ringing({ targets: [invitation({ user: { id: HEIDI } })] }, "beta");
  expect(stage.summaries()).toEqual(["updated establishing", "updated ringing"]);
  expect((await stage.api("GET", `/beta/communications/calls/${id}`)).body.state).toBe("ringing");
  expect((await stage.api("GET", `calls/${id}`)).body.state).toBe("establishing");
});

test("a call without keepAlive for 45 minutes is ended", async () => {
  const id = await stage.established();
  await stage.clock.advance(44 * 60_000);
  expect(await stage.api("POST", `calls/${id}/keepAlive`, undefined, { fresh: true })).toMatchObject({
    status: 200,
    text: "",
  });
  await stage.clock.advance(45 * 60_000 - 1);
  expect(stage.summaries()).toEqual([]);
  await stage.clock.advance(1);
  expect(stage.summaries()).toEqual(["deleted terminated"]);
  expect(stage.result()).toEqual(resultInfo(408, 8537));
});

test("so is a call that the bot answered", async () => {
  const answer = { callbackUri: WEBHOOK, acceptedModalities: ["audio"], mediaConfig: {} };
  await stage.api("POST", `calls/${await stage.incoming()}/answer`, answer);
  await stage.clock.advance(45 * 60_000);
  expect(stage.result()).toEqual(resultInfo(408, 8537));
});

test("what happens within a request is reported after its response", async () => {
  stage.simulator.person("john").reacts({ kind: "answer" });
  const answered: (string | undefined)[] = [];
  stage.answerWith = () => {
    answered.push(stage.simulator.log().find(({ title }) => title.startsWith("create call"))?.outcome);
    return new Response(null, { status: 202 });
  };
  const { body } = await stage.api("POST", "calls", callTo(JOHN));
  expect(body.state).toBe("establishing");
  expect(stage.summaries()).toEqual(["updated establishing", "updated established"]);
  expect(answered).toEqual(["answered", "answered"]);
});

test("a bot on this machine gets its notifications over http", async () => {
  const got: { method?: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  const bot = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    got.push({ method: request.method, headers: request.headers, body });
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => bot.listen(0, "127.0.0.1", resolve));
  const address = bot.address();
  const port = typeof address === "object" ? address?.port : undefined;
  stage.simulator.deliver = undefined;
  await stage.ringing({ callbackUri: `http://127.0.0.1:${port}/callback` });
  expect(got).toMatchObject([
    {
      method: "POST",
      headers: {
        authorization: expect.stringMatching(/^Bearer eyJ/),
        "content-type": "application/json",
        "user-agent": "Microsoft-Skype/3.0,(Calling/1.0)",
      },
      body: expect.stringContaining("#microsoft.graph.commsNotifications"),
    },
  ]);
  bot.closeAllConnections();
  await new Promise((resolve) => bot.close(resolve));
});
