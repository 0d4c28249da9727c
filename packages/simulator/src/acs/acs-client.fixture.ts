import { CallAutomationClient } from "@azure/communication-call-automation";
import { z } from "zod";
import type { Simulator, SimulatorOptions } from "../control/simulator.js";
import { type ManualClock, manualClock } from "../engine/clock.js";
import { startSimulator } from "../simulator/start-simulator.js";
import { watchClient } from "./watch-client.fixture.js";

const eventSchema = z.looseObject({ type: z.string(), data: z.looseObject({}), subject: z.string() });
const gridSchema = z.looseObject({
  eventType: z.string(),
  data: z.looseObject({ incomingCallContext: z.string().optional() }),
});

export interface Received {
  /** Without the prefix. */
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly headers: Headers;
  readonly body: string;
  readonly url: string;
}

/** A simulator on a manual clock, a bot that records what it receives, and the vendor's own client. */
export interface AcsStage {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly client: CallAutomationClient;
  readonly received: Received[];
  /** Types of everything received, oldest first. */
  types(): string[];
  /** Waits until nothing is on its way. */
  settled(): Promise<void>;
  /** What the bot answers with; default 200. */
  answerWith: (request: Request) => Response;
  /** The incomingCallContext of the last announcement. */
  incomingCallContext(): string;
}

export const CALLBACK = "https://bot.example.com/callbacks";
export const WEBHOOK = "https://bot.example.com/incoming";
export const BOT_NUMBER = "+14255550100";

export async function acsStage(options: SimulatorOptions = {}): Promise<AcsStage> {
  watchClient();
  const clock = manualClock();
  const simulator = await startSimulator({
    clock,
    bots: [{ cloud: "acs", number: BOT_NUMBER, webhookUrl: WEBHOOK }],
    people: [
      { id: "anna", party: "+14255550101" },
      { id: "ben", party: "+14255550102" },
    ],
    ...options,
  });
  const received: Received[] = [];
  const stage: AcsStage = {
    simulator,
    clock,
    // As in the vendor's samples: a connection string, and what http needs.
    client: new CallAutomationClient(simulator.acs.connectionString, {
      allowInsecureConnection: true,
      retryOptions: { maxRetries: 0 },
    }),
    received,
    types: () => received.map((event) => event.type),
    settled: () => simulator.settled(),
    answerWith: () => new Response(null, { status: 200 }),
    incomingCallContext: () => {
      const found = received.findLast((event) => event.type === "IncomingCall")?.data.incomingCallContext;
      return typeof found === "string" ? found : "";
    },
  };
  simulator.deliver = async (request) => {
    const body = await request.clone().text();
    for (const event of read(body)) received.push({ ...event, headers: request.headers, body, url: request.url });
    return stage.answerWith(request);
  };
  return stage;
}

function read(body: string): { type: string; data: Record<string, unknown> }[] {
  const parsed: unknown = JSON.parse(body || "[]");
  return [parsed].flat().flatMap((event) => {
    const cloudEvent = eventSchema.safeParse(event);
    if (cloudEvent.success) return [{ type: shortName(cloudEvent.data.type), data: cloudEvent.data.data }];
    const gridEvent = gridSchema.safeParse(event);
    return gridEvent.success ? [{ type: shortName(gridEvent.data.eventType), data: gridEvent.data.data }] : [];
  });
}

function shortName(type: string): string {
  return type.slice(type.lastIndexOf(".") + 1);
}
