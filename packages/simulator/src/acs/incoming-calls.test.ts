import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK, WEBHOOK } from "./acs-client.fixture.js";

let stage: AcsStage;
beforeEach(async () => {
  stage = await acsStage();
});
afterEach(() => stage.simulator.close());

const announced = async (): Promise<string> => {
  stage.simulator.person("anna").dial(BOT_NUMBER);
  await stage.settled();
  return stage.incomingCallContext();
};

describe("an incoming call", () => {
  test("is announced as Event Grid does, with the secret", async () => {
    await announced();
    const [event] = stage.received;
    expect(event).toMatchObject({ type: "IncomingCall", url: WEBHOOK });
    expect(event?.data).toMatchObject({
      to: { kind: "phoneNumber", rawId: `4:${BOT_NUMBER}` },
      from: { rawId: "4:+14255550101" },
      callerDisplayName: "",
    });
    expect(event?.headers.get("aeg-event-type")).toBe("Notification");
    expect(event?.headers.get("aeg-delivery-count")).toBe("0");
    expect(event?.headers.get("eventgrid")).toBe(stage.simulator.acs.eventGrid.secret);
    expect(stage.incomingCallContext().length).toBeGreaterThan(8000);
  });

  test("comes as one CloudEvent for a bot that wants it so", async () => {
    await stage.simulator.registerBot({
      cloud: "acs",
      number: BOT_NUMBER,
      webhookUrl: WEBHOOK,
      eventSchema: "cloud-events",
    });
    await announced();
    const body: unknown = JSON.parse(stage.received[0]?.body ?? "");
    expect(body).toMatchObject({ type: "Microsoft.Communication.IncomingCall", specversion: "1.0" });
    expect(stage.received[0]?.headers.get("content-type")).toContain("application/cloudevents+json");
  });

  test("is answered: 200, participants, connected", async () => {
    const context = await announced();
    const { callConnectionProperties } = await stage.client.answerCall(context, CALLBACK, { operationContext: "a" });
    expect(callConnectionProperties).toMatchObject({ callConnectionState: "unknown" });
    await stage.settled();
    expect(stage.types()).toEqual(["IncomingCall", "ParticipantsUpdated", "CallConnected"]);
    expect(stage.received[2]).toMatchObject({ url: CALLBACK, data: { operationContext: "a" } });
  });

  test("from a phone that withholds its number takes tones, prompts and transfers, but cannot be dialed", async () => {
    const withheld = { rawId: "4:anonymous", phoneNumber: "anonymous", isAnonymous: true };
    const source = { phoneNumber: BOT_NUMBER };
    const carl = stage.simulator.addPerson({ id: "carl", party: { kind: "phone", number: "anonymous" } });
    carl.dial(BOT_NUMBER);
    await stage.settled();
    expect(stage.received.at(-1)?.data.from).toMatchObject({
      rawId: "4:anonymous",
      phoneNumber: { isAnonymous: true },
    });

    const { callConnection } = await stage.client.answerCall(stage.incomingCallContext(), CALLBACK);
    await callConnection.getCallMedia().startContinuousDtmfRecognition(withheld);
    carl.press("7");
    await callConnection.getCallMedia().sendDtmfTones(["one"], withheld);
    await stage.clock.advance(1000);
    expect(carl.heard()).toEqual(["1"]);
    await callConnection.getCallMedia().play([{ kind: "textSource", text: "Hello" }], [withheld]);
    await carl.hears("Hello");
    expect(stage.types()).toContain("ContinuousDtmfRecognitionToneReceived");
    await expect(
      stage.client.createCall({ targetParticipant: withheld, sourceCallIdNumber: source }, CALLBACK),
    ).rejects.toMatchObject({ statusCode: 400 });
    stage.simulator.person("ben").reacts({ kind: "answer" });
    const ben = { phoneNumber: "+14255550102" };
    await callConnection.transferCallToParticipant(ben, { transferee: withheld });
    await stage.settled();
    expect(stage.received.find(({ type }) => type === "CallTransferAccepted")?.data.transferee).toMatchObject({
      rawId: "4:anonymous",
    });
  });

  test("can be answered once only", async () => {
    const context = await announced();
    await stage.client.answerCall(context, CALLBACK);
    await expect(stage.client.answerCall(context, CALLBACK)).rejects.toMatchObject({ statusCode: 404, code: "8522" });
  });

  test("rings for 30 s; then it is too late and the caller got no answer", async () => {
    const context = await announced();
    await stage.clock.advance(30_000);
    await expect(stage.client.answerCall(context, CALLBACK)).rejects.toMatchObject({ statusCode: 404 });
    expect(stage.simulator.calls()[0]?.legs[0]?.end).toEqual({ kind: "no-answer" });
    expect(stage.types()).toEqual(["IncomingCall"]);
  });

  test("is rejected without any event, and the caller hears the busy tone", async () => {
    const context = await announced();
    await stage.client.rejectCall(context, { callRejectReason: "busy" });
    await stage.settled();
    expect(stage.types()).toEqual(["IncomingCall"]);
    expect(stage.simulator.calls()[0]?.legs[0]?.end).toEqual({ kind: "busy" });
  });

  test("is redirected without any event to the bot, and rings at the target", async () => {
    const context = await announced();
    await stage.client.redirectCall(context, { targetParticipant: { phoneNumber: "+14255550102" } });
    stage.simulator.person("ben").answer();
    await stage.settled();
    expect(stage.types()).toEqual(["IncomingCall"]);
    expect(stage.simulator.calls()[0]?.legs.filter((leg) => leg.state === "connected")).toHaveLength(2);
  });

  test("that did not come from a phone cannot be redirected to one", async () => {
    stage.simulator.addPerson({ id: "cleo", party: { kind: "communication-user", id: "8:acs:x_cleo" } });
    stage.simulator.person("cleo").dial(BOT_NUMBER);
    await stage.settled();
    const redirect = stage.client.redirectCall(stage.incomingCallContext(), {
      targetParticipant: { phoneNumber: "+14255550102" },
    });
    await expect(redirect).rejects.toMatchObject({ statusCode: 400 });
  });

  test("with a made-up context is refused", async () => {
    await expect(stage.client.answerCall("nonsense", CALLBACK)).rejects.toMatchObject({
      statusCode: 400,
      code: "8523",
    });
  });
});

describe("Event Grid", () => {
  test.for([
    [404, 5 * 60_000],
    [408, 2 * 60_000],
    [503, 30_000],
    [502, 10_000],
  ] as const)("waits after a %d for at least %d ms", async ([status, leastMs]) => {
    stage.answerWith = () => new Response(null, { status });
    await announced();
    await stage.clock.advance(leastMs - 1);
    expect(stage.received).toHaveLength(1);
    await stage.clock.advance(1);
    expect(stage.received).toHaveLength(2);
  });

  test("tries again after 10 s and 30 s, and counts", async () => {
    stage.answerWith = () => new Response(null, { status: 500 });
    await announced();
    await stage.clock.advance(9_999);
    expect(stage.received).toHaveLength(1);
    await stage.clock.advance(1);
    await stage.clock.advance(30_000);
    expect(stage.received.map((event) => event.headers.get("aeg-delivery-count"))).toEqual(["0", "1", "2"]);
  });

  test("gives up at once after 401, and after it was taken", async () => {
    stage.answerWith = () => new Response(null, { status: 401 });
    await announced();
    stage.answerWith = () => new Response(null, { status: 204 });
    stage.simulator.person("anna").hangUp();
    await announced();
    await stage.clock.advance(3_600_000);
    expect(stage.received).toHaveLength(2);
  });

  test("validates an endpoint with a code that has to come back", async () => {
    stage.answerWith = () => Response.json({ validationResponse: "wrong" });
    const registration = { cloud: "acs", number: "+14255550190", webhookUrl: WEBHOOK, validate: true } as const;
    await expect(stage.simulator.registerBot(registration)).rejects.toThrow("did not pass Event Grid's validation");
    expect(stage.simulator.engine.population.bots()).toHaveLength(1);
    stage.simulator.deliver = async (request) => {
      const [event]: { data: { validationCode: string } }[] = JSON.parse(await request.text());
      return Response.json({ validationResponse: event?.data.validationCode });
    };
    await expect(stage.simulator.registerBot(registration)).resolves.toMatchObject({ cloud: "acs" });
  });

  test("asks with OPTIONS before it sends CloudEvents", async () => {
    const registration = {
      cloud: "acs",
      number: "+14255550190",
      webhookUrl: WEBHOOK,
      validate: true,
      eventSchema: "cloud-events",
    } as const;
    await expect(stage.simulator.registerBot(registration)).rejects.toThrow("did not pass the CloudEvents handshake");
    stage.simulator.deliver = async (request) =>
      new Response(null, {
        headers: { "webhook-allowed-origin": request.headers.get("webhook-request-origin") ?? "" },
      });
    await expect(stage.simulator.registerBot(registration)).resolves.toBeDefined();
  });
});
