const core = "packages/core/src";
const scenarios = "apps/proving/src/scenarios";

/** @type {import("./promised.mjs").Guarantees} */
export const events = {
  about: "Events",
  promises: [
    {
      promise: "An event that was acknowledged takes effect on the state exactly once, however often it comes.",
      proofs: [
        [
          `${scenarios}/callbacks/faults.test.ts`,
          "when every callback comes twice",
          "when every callback comes again, later",
        ],
        [
          `${core}/calling/lost-store-answers.test.ts`,
          "a state that was written, though the store's answer was lost, takes effect and is told once",
        ],
        ["packages/redis/src/conformance.test.ts", "of an entry that comes many times at once, one is new"],
      ],
    },
    {
      promise: "An incoming call that is delivered again within 25 hours is the same call, and is told no second time.",
      proofs: [
        [
          `${core}/calling/incoming.test.ts`,
          "the same incoming call delivered twice is told once",
          "the same incoming call delivered once more when it is long forgotten is told no more",
        ],
      ],
    },
    {
      promise:
        "An event that was acknowledged reaches a handler at least once; when it is told again, `attempt` says so.",
      proofs: [
        [
          `${core}/calling/instances.test.ts`,
          "what a dead instance's handlers owed is told again, and says that it is not the first time",
        ],
        [
          `${core}/calling/store-failures.test.ts`,
          "what was acknowledged and could not be written at once is dealt with when the store is back",
        ],
      ],
    },
    {
      promise: "The events of one call are told in order, one at a time, and those of several calls do not mix up.",
      proofs: [
        [`${core}/calling/oddities.test.ts`, "ten thousand events at once are dealt with, each once and in order"],
        [
          `${scenarios}/promises/hundred-calls.test.ts`,
          "a hundred calls at once through one bot over HTTP do not mix up on …",
        ],
      ],
    },
    {
      promise:
        "Keys are told in the order in which they were pressed, each once; one that is missing is waited for, 300 ms.",
      proofs: [
        [
          `${core}/reduce/pipeline.test.ts`,
          "tones are told in the order in which they were pressed, each once",
          "a tone that never comes is waited for 300 ms and then given up",
          "a tone that waits for one that is missing when the call ends is told, and collected, before the end",
        ],
        [`${core}/calling/oddities.test.ts`, "one tone of a sequence is told once, under whatever ids it comes"],
      ],
    },
    {
      promise: "An event that overtakes the response of its own request finds its call.",
      proofs: [
        [`${scenarios}/callbacks/overtaking.test.ts`, "find their call all the same, all through a call"],
        [`${core}/calling/create.test.ts`, "an event that overtakes the response of its own request finds its call"],
      ],
    },
    {
      promise: "What the provider never tells is found out by asking it.",
      proofs: [
        [
          `${scenarios}/callbacks/faults.test.ts`,
          "what is never told on … is found out by asking > that the call is connected",
          "what is never told on … is found out by asking > that the call is over",
          "what is never told on … is found out by asking > that a hang-up was carried out",
        ],
        [`${core}/reduce/pipeline.test.ts`, "a call that vanished without a word is found out within five minutes"],
      ],
    },
    {
      promise: "An event of a kind that nobody knows is acknowledged and told as `unrecognized`, with what came.",
      proofs: [
        [
          `${scenarios}/callbacks/bad-callbacks.test.ts`,
          "of a type that nobody knows is acknowledged and told, with its wire form",
        ],
      ],
    },
    {
      promise: "A handler that throws is told as `error`, and leaves no silent line that is paid for.",
      proofs: [
        [
          `${core}/calling/incoming.test.ts`,
          "a handler that throws has the undecided call rejected and is told as an error",
          "a handler that throws after the answer has the line hung up",
        ],
      ],
    },
  ],
};
