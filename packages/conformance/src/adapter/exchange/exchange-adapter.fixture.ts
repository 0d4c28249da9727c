import {
  type Adapter,
  CallingError,
  defineAdapter,
  type EndContext,
  type EndKind,
  type ErrorCode,
} from "@trunkline/core";
import { z } from "zod";
import type { ExchangeTraits } from "./exchange-traits.fixture.js";
import { exchangeVerbs } from "./exchange-verbs.fixture.js";
import { exchangeWebhook, words } from "./exchange-webhook.fixture.js";
import { ExchangeRefusal, type Switchboard } from "./switchboard.fixture.js";

/** A sound adapter for the exchange: it keeps every promise. `account`: which customer of the exchange the bot is. */
export function exchangeAdapter(board: Switchboard, traits: ExchangeTraits, account = "the bot's"): Adapter {
  return defineAdapter({
    name: "exchange",
    options: z.strictObject({ account: z.string() }),
    setup: (options) => ({
      client: board,
      verbs: exchangeVerbs(board, traits),
      limits: {
        answerWithinMs: traits.decisions === "in the response" ? 10_000 : 20_000,
        redirectTargets: 1,
        groupTargets: { min: 2, max: 2 },
        ringFirstTargets: 2,
        bridges: true,
        sendDtmfTones: 18,
        ...(traits.keysHave === "times" ? { tonesLateByMs: 500 } : {}),
        ...(traits.people === "reported" ? { addParticipantRingMs: { min: 1_000, max: 120_000 }, holds: 1 } : {}),
        ...(traits.moves ? { replacesByMoving: true } : {}),
        prompts: traits.promptsAtOnce,
        contextLength: 200,
        keepAliveEveryMs: 10 * 60_000,
        setUpMs: 90_000,
      },
      observations: {
        callerGaveUp: true,
        rejectEnded: true,
        redirectOutcome: true,
        ringing: true,
        oneToOneRoster: true,
        groupRoster: true,
        contentSharing: true,
        inspectedState: traits.shows === "state",
        keysAlways: traits.keysWhen === "always",
        releasedEnd: traits.returnsCalls,
        returns: traits.returnsCalls,
      },
      webhook: exchangeWebhook(options.account, traits),
      mapError,
      endReason: (result, context) => ({
        kind: kinds.get(result.code)?.(context) ?? "unknown",
        code: result.code,
        subcode: result.subcode,
        message: result.message,
      }),
    }),
  })({ account });
}

const answeredOrNot = ({ wasConnected }: EndContext): EndKind => (wasConnected ? "remote-hung-up" : "canceled");

const numbered: readonly (readonly [number, (context: EndContext) => EndKind])[] = [
  [302, () => "transferred"],
  [200, answeredOrNot],
  [404, () => "remote-hung-up"],
  [408, () => "no-answer"],
  [480, () => "unreachable"],
  [486, () => "busy"],
  [487, () => "canceled"],
  [603, () => "declined"],
];
const kinds: ReadonlyMap<number | string, (context: EndContext) => EndKind> = new Map([
  ...numbered,
  ...numbered.map(([code, kind]) => [words.get(code) ?? code, kind] as const),
]);

const codes: Readonly<Record<number, ErrorCode>> = {
  400: "invalid-request",
  403: "forbidden",
  404: "call-ended",
  409: "conflict",
  429: "throttled",
};

function mapError(error: unknown, verb: string): CallingError {
  if (!(error instanceof ExchangeRefusal))
    return new CallingError("unavailable", `${verb}: no answer`, { verb, cause: error });
  const { status, message, byGateway } = error;
  const retryable = status === 429;
  const code = byGateway ? "unavailable" : (codes[status] ?? "unavailable");
  return new CallingError(code, `${verb}: ${message}`, { verb, status, retryable });
}
