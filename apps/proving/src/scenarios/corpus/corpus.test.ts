import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { incomingCallEvent } from "../kit/callbacks.js";
import { type KeyServer, startKeyServer } from "../kit/tokens.js";
import { compact, meaningOf, meaningsOf } from "./meaning.js";
import { ownPayloads } from "./own-payloads.js";
import { at, type Meaning, type Payload, readFolder, textAt } from "./payload.js";
import { callIdOf, connectedOn, invited, type PayloadBot, startPayloadBot } from "./payload-bot.js";
import { beginWork, isAboutPeople, rosterOn } from "./payload-work.js";

const folder = process.env.TRUNKLINE_CORPUS ?? "";
let keyServer: KeyServer;
beforeAll(async () => {
  keyServer = await startKeyServer();
});
afterAll(() => keyServer[Symbol.asyncDispose]());

describe("a payload of each kind is parsed and handled as its index says", () => {
  test.each(ownPayloads.map((payload) => [`${payload.name}: ${payload.expected}`, payload] as const))(
    "%s",
    (_, payload) => prove(payload),
  );
});

describe("recorded and published payloads are parsed and handled as their index says", () => {
  test("all payloads of the folder", async ({ skip }) => {
    skip(folder === "", "TRUNKLINE_CORPUS is not set");
    const payloads = readFolder(folder);
    expect(payloads.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const payload of payloads) {
      await prove(payload).catch((error: unknown) => wrong.push(`${payload.name}: ${String(error)}`));
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

async function prove(payload: Payload): Promise<void> {
  if (payload.by === "answer") return proveAnswer(payload);
  const meanings = meaningsOf(payload);
  checkCount(payload, meanings);
  await using bot = await startPayloadBot(payload, keyServer);
  // Taking an invitation back is core's own request.
  const operation = meanings.find(({ kind, verb }) => kind === "operation" && verb !== "cancelAddParticipant");
  const group = operation !== undefined && isAboutPeople(operation);
  const call = payload.by === "callback" && !isIncoming(meanings) ? await bot.begin(group) : undefined;
  const address = call ? bot.cloud.callbackUrl() : undefined;
  expect(readBy(bot, payload, address), "the parsed signals").toEqual(meanings);
  const isBeginning =
    meanings.length === 1 && (meanings[0]?.state === "connecting" || meanings[0]?.state === "connected");
  if (call && !isBeginning) await bot.post(connectedOn(payload, call), address);
  const outcome = call && operation ? await beginWork(bot, call, payload, operation) : undefined;
  const before = bot.events.length;
  expect(await bot.post(payload.body, address), "the status").toBe(payload.cloud === "acs" ? 200 : 202);
  expect(bot.events.slice(before).map(meaningOfEvent), "the events").toEqual(meanings.flatMap(eventsFor));
  const kind = /^ended ([a-z-]+)$/.exec(payload.expected)?.[1];
  if (kind !== undefined) expect(bot.events.at(-1)).toMatchObject({ type: "call-ended", reason: { kind } });
  if (call && operation?.verb === "addParticipant") await bot.post(rosterOn(call), address);
  if (outcome && operation)
    expect(compact({ ends: endOf(await outcome()) })).toEqual(compact({ ends: endFor(operation) }));
}

function isIncoming(meanings: readonly Meaning[]): boolean {
  return meanings.some(({ kind }) => kind === "incoming");
}

/** When the index names a number of participants, the payload has that many. */
function checkCount({ expected }: Payload, meanings: readonly Meaning[]): void {
  const count = /^(?:participants|whole roster of) (\d+)/.exec(expected)?.[1];
  if (count !== undefined) expect(meanings).toMatchObject([{ participants: { length: Number(count) } }]);
  const sequence = /^participants .*sequence (\d+)/.exec(expected)?.[1];
  if (sequence !== undefined) expect(meanings).toMatchObject([{ sequence: Number(sequence) }]);
}

/** The signals as the adapter parses them. */
function readBy(
  { adapter }: PayloadBot,
  payload: Payload,
  address = "https://bot.example.com/calls",
): readonly Meaning[] {
  const inbound = {
    ...{ method: "POST", url: new URL(address), publicUrl: address, at: 1_000, callKey: undefined },
    headers: new Headers(),
    body: new TextEncoder().encode(JSON.stringify(payload.body)),
  };
  return adapter.webhook.parse(inbound, { role: payload.by }).signals.map(meaningOf);
}

/** The meaning of an event. */
function meaningOfEvent(event: PayloadBot["events"][number]): Meaning {
  switch (event.type) {
    case "incoming":
      return compact({ type: event.type, from: event.from, to: event.to });
    case "call-ended":
      return compact({ type: event.type, reason: { ...event.reason, kind: undefined, message: undefined } });
    case "call-changed":
      return { type: event.type, state: event.state };
    case "dtmf-received":
      return { type: event.type, tone: event.tone };
    case "operation-completed":
    case "operation-failed":
      return { type: event.type, verb: event.verb };
    case "participants-changed":
      return compact({ type: event.type, participants: event.participants });
    case "content-sharing-changed":
      return { type: event.type, change: event.change, session: event.session };
    case "unrecognized":
      return { type: event.type, name: event.name };
    default:
      return { type: event.type };
  }
}

/** The expected events for the meaning of a payload, on a connected call. */
function eventsFor(meaning: Meaning, place: number, all: readonly Meaning[]): readonly Meaning[] {
  switch (meaning.kind) {
    case "incoming":
      return [{ type: "incoming", from: meaning.from, to: meaning.to }];
    case "participants":
      return [{ type: "participants-changed", participants: meaning.participants }, ...lobbyEvents(meaning)];
    case "dtmf":
      return [{ type: "dtmf-received", tone: meaning.tone }];
    case "content-sharing":
      return [{ type: "content-sharing-changed", change: meaning.change, session: meaning.sessionId }];
    case "unrecognized":
      return [{ type: "unrecognized", name: meaning.type }];
    case "operation":
      if (isAboutPeople(meaning) || meaning.verb === "cancelAddParticipant") return peopleEvents(meaning);
      return [{ type: meaning.outcome === "failed" ? "operation-failed" : "operation-completed", verb: meaning.verb }];
    default:
      return stateEvents(meaning, all.length > place + 1);
  }
}

/**
 * Core's own request to take an invitation back is no event. An addition is over when it is known under which id they came, and what core itself has
 * put on hold shows among the participants.
 */
function peopleEvents({ verb, outcome, participant }: Meaning): readonly Meaning[] {
  if (verb === "cancelAddParticipant" || (verb === "addParticipant" && outcome === "completed" && !participant))
    return [];
  if (outcome !== "completed") return [{ type: "operation-failed", verb }];
  const completed = { type: "operation-completed", verb };
  if (verb !== "hold") return [completed];
  return [{ type: "participants-changed", participants: [{ id: "p7", party: invited, onHold: true }] }, completed];
}

/** A participant who is alone in the lobby is the bot itself. */
function lobbyEvents({ participants }: Meaning): readonly Meaning[] {
  const alone = at(participants, 1) === undefined;
  return alone && at(participants, 0, "inLobby") === true ? [{ type: "call-changed", state: "connected" }] : [];
}

function stateEvents({ state, result, answeredBy }: Meaning, isUp: boolean): readonly Meaning[] {
  if (state === "connected") return isUp ? [] : [{ type: "call-connected" }];
  if (state === "disconnecting") return [{ type: "call-changed", state }];
  if (state !== "disconnected") return [];
  const figures = { code: at(result, "code") ?? 0, subcode: at(result, "subcode") ?? 0 };
  return [
    compact({
      type: "call-ended",
      reason: { ...figures, terminationReason: at(result, "terminationReason"), answeredBy },
    }),
  ];
}

/** The result or the error of an operation. */
function endOf(end: unknown): Meaning {
  if (!(end instanceof Error))
    return { to: at(end, "to"), transferee: at(end, "transferee"), endedBy: at(end, "endedBy") };
  return { code: at(end, "code"), providerCode: at(end, "providerCode"), failedPrompt: at(end, "failedPrompt") };
}

function endFor({ verb, outcome, result, parties }: Meaning): Meaning {
  if (verb === "addParticipant" && outcome === "canceled") return { code: "operation-failed" };
  if (outcome !== "failed") {
    const endedBy = verb === "play" ? outcome : undefined;
    return { to: at(parties, "to"), transferee: at(parties, "transferee"), endedBy };
  }
  const providerCode = String(at(result, "subcode") || at(result, "code"));
  return { code: "operation-failed", providerCode, failedPrompt: at(result, "failedPrompt") };
}

/** An answer to a request of the bot: the vendor's client and the adapter parse it, and the call continues from there. */
async function proveAnswer(payload: Payload): Promise<void> {
  const request = textAt(payload.body, "request");
  const answer = { status: Number(at(payload.body, "status")), body: at(payload.body, "responseBody") };
  await using bot = await startPayloadBot(
    { ...payload, by: request.endsWith(":answer") ? "event-grid" : "callback" },
    keyServer,
  );
  const id = callIdOf(payload);
  if (request.endsWith(":answer")) {
    bot.cloud.answer(":answer", answer);
    const answering = new Promise((resolve, reject) => {
      bot.calling.on("incoming", (incoming) => void incoming.answer().accepted.then(resolve, reject));
    });
    await bot.post([incomingCallEvent()]);
    await answering;
    return;
  }
  if (request.endsWith("/callConnections")) bot.cloud.answer("/callConnections", answer);
  const call = await bot.begin();
  expect(call.providerCallId).toBe(id);
  if (!request.includes(":")) return;
  bot.cloud.answer(":terminate", answer);
  await bot.post(connectedOn(payload, call), bot.cloud.callbackUrl());
  const gone = await bot.when(call.hangUp({ everyone: true }).catch((error: unknown) => at(error, "code")));
  expect(gone).toBe("call-ended");
}
