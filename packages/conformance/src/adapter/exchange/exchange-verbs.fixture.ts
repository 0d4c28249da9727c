import {
  defineVerb,
  type Refusal,
  type Reply,
  type ResponseContext,
  type Verb,
  type VerbAnswer,
  type VerbContext,
  type VerbInputs,
  type VerbName,
  type Verbs,
  verbNames,
} from "@trunkline/core";
import { z } from "zod";
import { exchangePeople } from "./exchange-people.fixture.js";
import { numbersOf, type OnCall, refuseParties, urlsOf } from "./exchange-requests.fixture.js";
import type { ExchangeTraits } from "./exchange-traits.fixture.js";
import { ExchangeRefusal, type Order, type Switchboard } from "./switchboard.fixture.js";

/** Every verb of core's table. By default a verb is an empty request that completes when the exchange accepts it. */
export function exchangeVerbs(board: Switchboard, traits: ExchangeTraits): Verbs {
  const { remembersMs, transferRingsMs, givesBack, gathers, keysWhen, returnsCalls, decisions } = traits;
  const repeat = remembersMs === undefined ? "safe" : { safeForMs: remembersMs };
  const begin = async (
    order: Pick<Order, "verb" | "to" | "first">,
    { operationId, callbackUrl }: VerbContext,
  ): Promise<VerbAnswer> => {
    const { call = "" } = await board.take({ ...order, operation: operationId, callback: callbackUrl });
    return { providerCallId: call, state: "connecting" };
  };
  const onCall: OnCall = async (order, context) => {
    const sent = { ...order, operation: context.operationId, call: context.providerCallId };
    const { takesMs } = await board.take(sent);
    return takesMs === undefined ? {} : { done: { inMs: takesMs } };
  };
  const plain = <V extends VerbName>(verb: V): Verb<VerbInputs[V], unknown> => ({
    repeat,
    completes: "acceptance",
    run: (_input, context) => onCall({ verb }, context),
  });
  const decided = <I>(order: (input: I, context: ResponseContext) => Omit<Order, "operation" | "call">) => {
    const run = (input: I, context: VerbContext) => onCall(order(input, context), context);
    const respond = (input: I, context: ResponseContext): Reply => ({
      status: 200,
      body: JSON.stringify({ ...order(input, context), operation: context.operationId }),
    });
    if (decisions === "by request") return { run };
    return decisions === "either way" ? { run, respond } : { respond };
  };
  const lacks: readonly VerbName[] = keysWhen === "asked" ? ["collectDtmf"] : ["collectDtmf", "subscribeDtmf"];
  return {
    ...Object.fromEntries(verbNames.filter((verb) => !lacks.includes(verb)).map((verb) => [verb, plain(verb)])),
    create: defineVerb<"create">()({
      options: z.strictObject({ color: z.string().optional() }),
      repeat,
      refuse: ({ to }) => refuseParties(to),
      run: ({ to, ring }, context) => begin({ verb: "create", to: numbersOf(to), first: ring === "first" }, context),
    }),
    join: defineVerb<"join">()({
      kinds: ["group"],
      repeat,
      refuse: ({ target }) =>
        target.kind === "group" ? undefined : { code: "unsupported", message: `the exchange has no ${target.kind}` },
      run: ({ target }, context) => begin({ verb: "join", to: target.kind === "group" ? [target.id] : [] }, context),
    }),
    answer: defineVerb<"answer">()({
      repeat,
      ...decided((_input: VerbInputs["answer"], { callbackUrl }) => ({ verb: "answer", callback: callbackUrl })),
    }),
    reject: defineVerb<"reject">()({
      repeat,
      completes: "acceptance",
      ...decided((_input: VerbInputs["reject"], { callbackUrl }) => ({ verb: "reject", callback: callbackUrl })),
    }),
    redirect: defineVerb<"redirect">()({
      repeat,
      completes: givesBack ? "signal" : "acceptance",
      releases: returnsCalls,
      completesWithinMs: transferRingsMs + 10_000,
      refuse: ({ to }) => refuseParties(to),
      ...decided(({ to }: VerbInputs["redirect"], { callbackUrl }) => ({
        verb: "redirect",
        to: numbersOf(to),
        callback: callbackUrl,
      })),
    }),
    hangUp: defineVerb<"hangUp">()({
      repeat,
      run: ({ everyone }, context) => onCall({ verb: "hangUp", everyone }, context),
    }),
    ...exchangePeople(onCall, repeat, traits),
    transfer: defineVerb<"transfer">()({
      repeat,
      completesWithinMs: transferRingsMs + 10_000,
      makesLegs: true,
      releases: returnsCalls,
      refuse: ({ to }) => refuseParties(to ? [to] : []),
      run: ({ to, replaces }, context) =>
        replaces
          ? onCall({ verb: "transfer", joins: replaces.providerCallId }, context)
          : onCall({ verb: "transfer", to: numbersOf([to]) }, context),
    }),
    sendDtmf: defineVerb<"sendDtmf">()({
      repeat,
      refuse: ({ tones }) =>
        tones.includes("!") ? { code: "unsupported", message: "the exchange has no flash" } : undefined,
      run: ({ tones }, context) => onCall({ verb: "sendDtmf", tones }, context),
    }),
    play: defineVerb<"play">()({
      repeat,
      refuse: ({ prompts }) =>
        urlsOf(prompts).length === prompts.length
          ? undefined
          : { code: "unsupported", message: "the exchange plays files only" },
      run: ({ prompts, loop }, context) => onCall({ verb: "play", urls: urlsOf(prompts), loop }, context),
    }),
    ...(gathers
      ? {
          collectDtmf: defineVerb<"collectDtmf">()({
            repeat,
            refuse: refuseGathering,
            run: ({ prompts, max, stopOn: [stop], firstToneMs: firstMs, interToneMs: nextMs }, context) =>
              onCall({ verb: "collectDtmf", urls: urlsOf(prompts), gather: { max, stop, firstMs, nextMs } }, context),
          }),
        }
      : {}),
    cancelMedia: defineVerb<"cancelMedia">()({
      repeat,
      completes: "acceptance",
      run: ({ collecting }, context) =>
        onCall({ verb: "cancelMedia", ...(collecting ? { gathering: collecting.operationId } : {}) }, context),
    }),
    inspect: defineVerb<"inspect">()({
      repeat,
      completes: "acceptance",
      run: (_input, context) => inspect(board, context),
    }),
  };
}

/** It knows one stop key, and any key stops its prompts. */
function refuseGathering({ stopOn, prompts, bargeIn }: VerbInputs["collectDtmf"]): Refusal | undefined {
  const plain = stopOn.length <= 1 && (bargeIn || prompts.length === 0) && urlsOf(prompts).length === prompts.length;
  if (plain) return undefined;
  return { code: "unsupported", message: "the exchange gathers keys up to one stop key, after files that a key stops" };
}

async function inspect(board: Switchboard, { operationId, providerCallId }: VerbContext): Promise<VerbAnswer> {
  try {
    const { state } = await board.take({ verb: "inspect", operation: operationId, call: providerCallId });
    if (state === undefined) return { found: { state: "alive" } };
    return { found: { state: state === "connected" ? state : state === "offered" ? "incoming" : "connecting" } };
  } catch (error) {
    if (error instanceof ExchangeRefusal && error.status === 404 && !error.byGateway)
      return { found: { state: "gone" } };
    throw error;
  }
}
