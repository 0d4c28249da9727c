import { defineVerb, describeParty, type Prompt, type Refusal, type VerbInputs, type Verbs } from "@trunkline/core";
import { numbersOf, type OnCall, type Repeat, refuseParties, urlsOf } from "./exchange-requests.fixture.js";
import type { ExchangeTraits } from "./exchange-traits.fixture.js";

/** The verbs about the people on a call. */
export function exchangePeople(onCall: OnCall, repeat: Repeat, { people }: ExchangeTraits): Verbs {
  const completes = people === "reported" ? "signal" : "roster";
  return {
    addParticipant: defineVerb<"addParticipant">()({
      repeat,
      // They ring for two minutes at the most.
      completesWithinMs: 130_000,
      refuse: ({ to }) => refuseParties([to]),
      run: ({ to, ringMs, replaces }, context) =>
        onCall(
          {
            ...{ verb: "addParticipant", to: numbersOf([to]) },
            ...(ringMs === undefined ? {} : { ringMs }),
            ...(replaces ? { from: replaces.providerCallId } : {}),
          },
          context,
        ),
    }),
    cancelAddParticipant: defineVerb<"cancelAddParticipant">()({
      repeat,
      completes: "acceptance",
      run: ({ operationId }, context) => onCall({ verb: "cancelAddParticipant", takesBack: operationId }, context),
    }),
    removeParticipant: defineVerb<"removeParticipant">()({
      repeat,
      completes: people === "reported" ? "signal" : "acceptance",
      refuse: refuseWho,
      run: ({ who }, context) => onCall({ verb: "removeParticipant", to: numbersOf([who.party]) }, context),
    }),
    mute: defineVerb<"mute">()({
      repeat,
      completes: "acceptance",
      refuse: refuseWho,
      run: ({ who }, context) => onCall({ verb: "mute", to: numbersOf([who.party]) }, context),
    }),
    unmute: defineVerb<"unmute">()({
      repeat,
      completes: "acceptance",
      refuse: refuseWho,
      run: ({ who }, context) => onCall({ verb: "unmute", to: numbersOf([who.party]) }, context),
    }),
    hold: defineVerb<"hold">()({
      repeat,
      completes,
      refuse: (input) => refuseWho(input) ?? refusePrompt(input.prompt),
      run: ({ who, prompt }, context) =>
        onCall({ verb: "hold", to: numbersOf([who.party]), urls: urlsOf(prompt ? [prompt] : []) }, context),
    }),
    unhold: defineVerb<"unhold">()({
      repeat,
      completes,
      refuse: refuseWho,
      run: ({ who }, context) => onCall({ verb: "unhold", to: numbersOf([who.party]) }, context),
    }),
  };
}

function refuseWho({ who: { party } }: Pick<VerbInputs["mute"], "who">): Refusal | undefined {
  return party.kind === "phone"
    ? undefined
    : { code: "unsupported", message: `${describeParty(party)} cannot be on the exchange` };
}

function refusePrompt(prompt: Prompt | undefined): Refusal | undefined {
  if (!prompt || "url" in prompt) return undefined;
  return { code: "unsupported", message: "the exchange plays files only" };
}
