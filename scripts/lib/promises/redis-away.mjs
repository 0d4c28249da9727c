const core = "packages/core/src";
const outages = "packages/redis/src/outages.test.ts";

/** @type {import("./promised.mjs").Guarantees} */
export const redisAway = {
  about: "Redis away",
  promises: [
    {
      promise:
        "While Redis does not answer, callbacks and commands wait for it, for 15 s at the most; then callbacks are answered 503 and commands fail with `store-unavailable`. When it is back you need not do anything.",
      proofs: [
        [
          "apps/proving/src/processes/redis-away.test.ts",
          "…: callbacks and commands wait for it, and the call on … goes on by itself",
          "cuts every connection again and again: the call goes on",
          "answers late again and again: the call goes on",
        ],
        [
          `${core}/calling/hiccups.test.ts`,
          "a callback waits for it, and is acknowledged when it is stored",
          "a callback that waited for 15 s is refused with 503",
          "a verb on a live call waits for 15 s, and is refused then",
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
      promise:
        "Callers who ring while Redis is stopped, restarted, asleep or out of memory for a few seconds are served, and no line stays open that nobody serves.",
      proofs: [
        [
          "apps/proving/src/faults/redis-faults.test.ts",
          "every caller on … is served in time, no line is left open, and no callback is refused: …",
        ],
        [
          `${core}/calling/hiccups.test.ts`,
          "a call that rings and has no id at the provider goes on ringing: nobody can be asked about it",
          "a decision waits for as long as the caller rings, and is carried out once",
          "a decision whose write was done, though nobody heard of it, is not begun twice",
          "is not lost: the instance that takes the call over learns the provider's id from the one that sent it",
          "a line that was given up, and of which … is told, is hung up",
        ],
        [
          outages,
          "a claim that was carried out after it had failed is not lost: asked again, it gets the call, by name and by a sweep",
        ],
      ],
    },
    {
      promise:
        "What Redis loses is not taken for a takeover: the instance that has the call writes it again, tells so as an error, and goes on.",
      proofs: [
        [
          "packages/redis/src/calling.test.ts",
          "when Redis has lost …, the instance that has the call writes it again, says so, and goes on",
        ],
        [
          "packages/redis/src/redis-store.test.ts",
          "a server that may evict is warned of, one that refuses writes is not",
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
