const core = "packages/core/src";
const scenarios = "apps/proving/src/scenarios";

/** @type {import("./promised.mjs").Guarantees} */
export const operations = {
  about: "Operations",
  promises: [
    {
      promise: "Whoever waits has a deadline, after which the provider is asked how the call stands.",
      proofs: [
        [
          `${core}/verbs/media.test.ts`,
          "no completion in time fails the operation and asks the provider how the call stands",
        ],
        [`${core}/reduce/pipeline.test.ts`, "a hang-up whose end is never told is found out by asking"],
      ],
    },
    {
      promise: "What cannot be done is refused before any request.",
      proofs: [
        [
          `${scenarios}/promises/bad-input.test.ts`,
          "before any call on …, nothing is asked of the cloud for > …",
          "on a call of …, nothing is asked of the cloud for > …",
          "a redirect is refused before any request, and the call can still be answered > …",
        ],
      ],
    },
    {
      promise: "A request that may have had its effect is not sent again, unless the provider knows it by its id.",
      proofs: [
        [
          `${scenarios}/promises/provider-errors.test.ts`,
          "on Graph is outcome-unknown and dials once, and its call is told of …",
          "on ACS is repeated under the same request id, and dials once …",
        ],
      ],
    },
    {
      promise: "A verb whose answer is lost has its effect once.",
      proofs: [
        [
          `${scenarios}/promises/lost-answers.test.ts`,
          "the answer to answer is lost … > and the call is up all the same",
          "the answer to reject is lost … > and the call is rejected, once",
          "the answer to hang up is lost … > and the call is over, once",
        ],
      ],
    },
    {
      promise: "An operation that is named by a `key` is joined, not repeated, when it is asked for again.",
      proofs: [
        [
          `${core}/verbs/collect-dtmf.test.ts`,
          "asked again under its key, it is joined, and its result is there for whoever asks later",
        ],
      ],
    },
    {
      promise: "What waits on a call is settled when the call ends, at whichever moment it does.",
      proofs: [
        [
          `${core}/reduce/pipeline.test.ts`,
          "what waits on a call that ends is settled, and verbs after that are refused as call-ended",
        ],
        [
          `${core}/verbs/end-during-verb.test.ts`,
          "a call that ends while … is under way > leaves nothing behind, at whichever moment it does",
        ],
      ],
    },
    {
      promise: "A failure that nobody awaits is an event, never an unhandled rejection.",
      proofs: [
        [
          `${core}/calling/unhandled.test.ts`,
          "a redirect and a reject that both fail are told as events, and end no process",
          "what is asked for wrongly and not awaited ends no process, and is told as an error and a line",
          "the end of a call that was handed over stays open on the instance that has closed, and ends no process",
        ],
        [`${core}/verbs/media.test.ts`, "a failed play rejects and is told as an event, and nobody has to await it"],
      ],
    },
    {
      promise: "Collecting keys leaves the same trace on both providers.",
      proofs: [[`${scenarios}/traces/collect-dtmf.test.ts`, "a collection ends > …"]],
    },
  ],
};
