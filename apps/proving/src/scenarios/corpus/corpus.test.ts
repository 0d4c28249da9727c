import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { incomingCallEvent } from "../kit/callbacks.js";
import { type Locksmith, startLocksmith } from "../kit/tokens.js";
import { type Bench, beginWork, callIdOf, connectedOn, startBench } from "./bench.js";
import { compact, meaningOf, meaningsOf } from "./meaning.js";
import { ownPayloads } from "./own-payloads.js";
import { at, type Meaning, type Payload, readFolder, textAt } from "./payload.js";

const folder = process.env.TRUNKLINE_CORPUS ?? "";
let locksmith: Locksmith;
beforeAll(async () => {
  locksmith = await startLocksmith();
});
afterAll(() => locksmith[Symbol.asyncDispose]());

describe("a payload of each kind means what it says, read and taken in", () => {
  test.each(ownPayloads.map((payload) => [`${payload.name}: ${payload.expected}`, payload] as const))(
    "%s",
    (_, payload) => prove(payload),
  );
});

describe("recorded and printed payloads mean what their index says, read and taken in", () => {
  test("all that are in the folder", async ({ skip }) => {
    skip(folder === "", "TRUNKLINE_CORPUS names no folder of payloads");
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
  await using bench = await startBench(payload, locksmith);
  const call = payload.by === "callback" && !isIncoming(meanings) ? await bench.begin() : undefined;
  const address = call ? bench.cloud.callbackUrl() : undefined;
  expect(readBy(bench, payload, address), "as it is read").toEqual(meanings);
  const isBeginning =
    meanings.length === 1 && (meanings[0]?.state === "connecting" || meanings[0]?.state === "connected");
  if (call && !isBeginning) await bench.post(connectedOn(payload, call), address);
  const operation = meanings.find(({ kind }) => kind === "operation");
  const outcome = call && operation ? await beginWork(call, operation) : undefined;
  const before = bench.events.length;
  expect(await bench.post(payload.body, address), "as it is answered").toBe(payload.cloud === "acs" ? 200 : 202);
  expect(bench.events.slice(before).map(toldBy), "as it is told").toEqual(meanings.flatMap(toldFor));
  const kind = /^ended ([a-z-]+)$/.exec(payload.expected)?.[1];
  if (kind !== undefined) expect(bench.events.at(-1)).toMatchObject({ type: "call-ended", reason: { kind } });
  if (outcome && operation)
    expect(compact({ ends: endOf(await outcome()) })).toEqual(compact({ ends: endFor(operation) }));
}

function isIncoming(meanings: readonly Meaning[]): boolean {
  return meanings.some(({ kind }) => kind === "incoming");
}

/** Where the words of the index name a number of people, it is that of the payload. */
function checkCount({ expected }: Payload, meanings: readonly Meaning[]): void {
  const count = /^(?:participants|whole roster of) (\d+)/.exec(expected)?.[1];
  if (count !== undefined) expect(meanings).toMatchObject([{ participants: { length: Number(count) } }]);
  const sequence = /^participants .*sequence (\d+)/.exec(expected)?.[1];
  if (sequence !== undefined) expect(meanings).toMatchObject([{ sequence: Number(sequence) }]);
}

/** The adapter's own reading, by itself. */
function readBy({ adapter }: Bench, payload: Payload, address = "https://bot.example.com/calls"): readonly Meaning[] {
  const inbound = {
    ...{ method: "POST", url: new URL(address), headers: new Headers(), at: 1_000, callKey: undefined },
    body: new TextEncoder().encode(JSON.stringify(payload.body)),
  };
  return adapter.webhook.parse(inbound, { role: payload.by }).signals.map(meaningOf);
}

/** What the bot is told, as far as it says what happened. */
function toldBy(event: Bench["events"][number]): Meaning {
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

/** What the bot is to be told of what a payload means, on a call that is up. */
function toldFor(meaning: Meaning, place: number, all: readonly Meaning[]): readonly Meaning[] {
  switch (meaning.kind) {
    case "incoming":
      return [{ type: "incoming", from: meaning.from, to: meaning.to }];
    case "participants":
      return [{ type: "participants-changed", participants: meaning.participants }, ...toldOfLobby(meaning)];
    case "dtmf":
      return [{ type: "dtmf-received", tone: meaning.tone }];
    case "content-sharing":
      return [{ type: "content-sharing-changed", change: meaning.change, session: meaning.sessionId }];
    case "unrecognized":
      return [{ type: "unrecognized", name: meaning.type }];
    case "operation":
      return [{ type: meaning.outcome === "failed" ? "operation-failed" : "operation-completed", verb: meaning.verb }];
    default:
      return toldOfState(meaning, all.length > place + 1);
  }
}

/** Alone and in the lobby, it is the bot that waits. */
function toldOfLobby({ participants }: Meaning): readonly Meaning[] {
  const alone = at(participants, 1) === undefined;
  return alone && at(participants, 0, "inLobby") === true ? [{ type: "call-changed", state: "connected" }] : [];
}

function toldOfState({ state, result, answeredBy }: Meaning, isUp: boolean): readonly Meaning[] {
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

/** How work came to its end, as it is yielded or thrown. */
function endOf(end: unknown): Meaning {
  if (!(end instanceof Error))
    return { to: at(end, "to"), transferee: at(end, "transferee"), endedBy: at(end, "endedBy") };
  return { code: at(end, "code"), providerCode: at(end, "providerCode"), failedPrompt: at(end, "failedPrompt") };
}

function endFor({ verb, outcome, result, parties }: Meaning): Meaning {
  if (outcome !== "failed") {
    const endedBy = verb === "play" ? outcome : undefined;
    return { to: at(parties, "to"), transferee: at(parties, "transferee"), endedBy };
  }
  const providerCode = String(at(result, "subcode") || at(result, "code"));
  return { code: "operation-failed", providerCode, failedPrompt: at(result, "failedPrompt") };
}

/** An answer to a request of the bot: it is read by the vendor's client and by the adapter, and the call goes on from it. */
async function proveAnswer(payload: Payload): Promise<void> {
  const request = textAt(payload.body, "request");
  const answer = { status: Number(at(payload.body, "status")), body: at(payload.body, "responseBody") };
  await using bench = await startBench(
    { ...payload, by: request.endsWith(":answer") ? "event-grid" : "callback" },
    locksmith,
  );
  const id = callIdOf(payload);
  if (request.endsWith(":answer")) {
    bench.cloud.answer(":answer", answer);
    const answering = new Promise((resolve, reject) => {
      bench.calling.on("incoming", (incoming) => void incoming.answer().accepted.then(resolve, reject));
    });
    await bench.post([incomingCallEvent()]);
    await answering;
    return;
  }
  if (request.endsWith("/callConnections")) bench.cloud.answer("/callConnections", answer);
  const call = await bench.begin();
  expect(call.providerCallId).toBe(id);
  if (!request.includes(":")) return;
  bench.cloud.answer(":terminate", answer);
  await bench.post(connectedOn(payload, call), bench.cloud.callbackUrl());
  const gone = await bench.when(call.hangUp({ everyone: true }).catch((error: unknown) => at(error, "code")));
  expect(gone).toBe("call-ended");
}
