import { CallAutomationClient } from "@azure/communication-call-automation";
import { expect, test } from "vitest";
import type { Simulator } from "../control/simulator.js";
import { manualClock } from "../engine/clock.js";
import { startSimulator } from "./start-simulator.js";

const BOT = "+14255550100";
const CALLBACKS = "https://bot.example.com/callbacks";

interface Event {
  readonly type?: string;
  readonly eventType?: string;
  readonly data: { incomingCallContext?: string; callConnectionId?: string; tone?: string; from?: { rawId: string } };
}

/** A bot as one writes it on the vendor's client alone: asks for a digit, and transfers who presses 1. */
function bareBot(simulator: Simulator): (request: Request) => Promise<Response> {
  const client = new CallAutomationClient(simulator.acs.connectionString, { allowInsecureConnection: true });
  const caller = { phoneNumber: "+14255550101" };
  return async (request) => {
    const [event]: Event[] = JSON.parse(await request.text());
    const media = client.getCallConnection(event?.data.callConnectionId ?? "").getCallMedia();
    switch ((event?.type ?? event?.eventType)?.split(".").at(-1)) {
      case "IncomingCall":
        await client.answerCall(event?.data.incomingCallContext ?? "", CALLBACKS);
        break;
      case "CallConnected":
        await media.startContinuousDtmfRecognition(caller);
        await media.playToAll([{ kind: "textSource", text: "Welcome. Press 1 for a person." }]);
        break;
      case "ContinuousDtmfRecognitionToneReceived":
        await media.cancelAllOperations();
        if (event?.data.tone !== "one") await media.playToAll([{ kind: "textSource", text: "Goodbye." }]);
        else
          await client
            .getCallConnection(event.data.callConnectionId ?? "")
            .transferCallToParticipant({ phoneNumber: "+14255550102" });
        break;
    }
    return new Response();
  };
}

test("a whole call runs in process, with a bot on the vendor's client, and nothing waits", async () => {
  const clock = manualClock();
  await using simulator = await startSimulator({
    clock,
    bots: [{ cloud: "acs", number: BOT, webhookUrl: "https://bot.example.com/incoming" }],
    people: [
      { id: "anna", party: "+14255550101" },
      { id: "ben", party: "+14255550102", reaction: { kind: "answer", afterMs: 5_000 } },
    ],
  });
  simulator.deliver = bareBot(simulator);
  const anna = simulator.person("anna");

  anna.dial(BOT);
  await anna.hears("Press 1");
  anna.press("1");
  await simulator.settled();
  await clock.advance(5_000);

  const [call] = simulator.calls();
  expect(call?.legs.map((leg) => leg.end?.kind ?? leg.state)).toEqual(["connected", "transferred", "connected"]);
  expect(simulator.log().every((entry) => entry.outcome === "answered" && (entry.status ?? 0) < 300)).toBe(true);
});
