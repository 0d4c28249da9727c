const core = "packages/core/src";
const outages = "packages/redis/src/outages.test.ts";

/** @type {import("./promised.mjs").Guarantees} */
export const redisAway = {
  about: "Redis away",
  promises: [
    {
      promise:
        "While Redis is away, callbacks are answered 503, commands fail with `store-unavailable` within a bounded time, and nobody has to do anything when it is back.",
      proofs: [
        [
          "apps/instances/src/redis-away.test.ts",
          "…: callbacks are refused, commands fail in time, and the call on … goes on by itself",
          "cuts every connection again and again: the call goes on",
          "answers late again and again: the call goes on",
        ],
        [
          outages,
          "a server that has stopped to answer fails every call within bounds, and the next one succeeds when it goes on",
          "a slow server is waited for: everything is done, and once",
          "a process that stood still takes the answer that came meanwhile, however late it is",
        ],
      ],
    },
    {
      promise: "What was done although the answer of Redis was lost is done once.",
      proofs: [
        [
          outages,
          "a commit whose answer is lost is done once",
          "an entry whose acceptance was not heard of is kept once",
        ],
      ],
    },
    {
      promise: "After an outage the provider is asked about every call.",
      proofs: [[`${core}/calling/store-failures.test.ts`, "after an outage the provider is asked about every call"]],
    },
    {
      promise: "A node of a cluster that dies fails the calls that it has, and no others.",
      proofs: [
        [
          "packages/redis/src/cluster.test.ts",
          "a node that dies fails the calls that it has, within bounds; when it is back they go on, and their hints are heard",
        ],
      ],
    },
  ],
};
