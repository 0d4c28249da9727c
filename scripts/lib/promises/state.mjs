const core = "packages/core/src";
const scenarios = "apps/proving/src/scenarios";

/** @type {import("./promised.mjs").Guarantees} */
export const state = {
  about: "State",
  promises: [
    {
      promise:
        "A roster never goes back to an earlier one, where the provider says which is the earlier: ACS always, Graph where participants have `rosterSequenceNumber`.",
      proofs: [
        [
          `${scenarios}/callbacks/rosters.test.ts`,
          "rosters of ACS never go back, under whatever event id they come again",
          "rosters of Graph that say in which one each participant changed never go back, under whatever message id they come again",
        ],
      ],
    },
    {
      promise: "A call only moves forward: no late, repeated, skipped or reordered event takes it back.",
      proofs: [
        [
          `${core}/calling/create.test.ts`,
          "late, repeated and reordered states never move a call back, and it ends once",
        ],
        [`${scenarios}/callbacks/faults.test.ts`, "when callbacks change places"],
      ],
    },
    {
      promise: "A call that was created or came in ends once, and nothing is told of it after that.",
      proofs: [
        [
          `${core}/calling/interleavings.test.ts`,
          "a call that the bot begins keeps every promise, whatever happens in whichever order",
          "a call that comes in keeps every promise, whatever happens in whichever order",
        ],
        [`${scenarios}/callbacks/bad-callbacks.test.ts`, "that comes when the call is long over changes nothing"],
      ],
    },
    {
      promise: "The reason of an end is our own last accepted command, before anything that the provider calls it.",
      proofs: [
        [`${core}/reduce/pipeline.test.ts`, "our own hang-up is the reason of the end, whatever the provider calls it"],
        [`${core}/calling/oddities.test.ts`, "our hang-up is the reason of an end that overtakes its acceptance"],
      ],
    },
    {
      promise: "A call that is found gone ends by what the provider tells of it, and is not taken for hung up by us.",
      proofs: [
        [
          `${core}/reduce/pipeline.test.ts`,
          "a call that is found gone by a request ends by what the provider tells of it in the next moment",
          "a call that is gone before our hang-up arrives was not ended by it",
        ],
      ],
    },
    {
      promise: "A transfer that fails leaves the call connected.",
      proofs: [
        [`${core}/reduce/pipeline.test.ts`, "a failed transfer leaves the call connected"],
        [`${scenarios}/traces/transfer.test.ts`, "a transfer that is declined leaves the caller with the bot"],
      ],
    },
    {
      promise:
        "A caller rings for the whole time, whatever the clocks of the provider, of the bot and of its other instances say.",
      proofs: [
        [
          `${scenarios}/promises/clocks.test.ts`,
          "on … > a bot whose clock is … ms off serves its callers, and rejects those about whom it decides nothing, in time",
          "on … > a bot whose clock is … ms off asks for its callbacks again, says why, and goes on once its clock is right",
          "on acs a difference is logged once, and names the clock and the difference",
        ],
        [
          `${core}/holder/two-clocks.test.ts`,
          "one instance takes it in, another with a clock … ms off takes the call",
          "a machine's clock that is set by … ms while a caller rings changes nothing of the time to decide",
        ],
      ],
    },
    {
      promise: "A caller about whom nobody decides in time is rejected before the provider gives up.",
      proofs: [
        [
          `${scenarios}/traces/incoming.test.ts`,
          "a caller whom nobody decides about is rejected before the provider's time is up",
        ],
      ],
    },
    {
      promise:
        "A call that is over is forgotten after `keepEndedMs`, and the store does not grow with the calls there were.",
      proofs: [
        [`${core}/reduce/pipeline.test.ts`, "a call that is over is forgotten after an hour, and its ref is not found"],
        [
          "packages/redis/src/conformance.test.ts",
          "a call is forgotten in its time, with all that was seen of it",
          "after many calls the backend keeps no more than before",
        ],
      ],
    },
  ],
};
