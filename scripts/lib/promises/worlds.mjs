/** @type {import("./promised.mjs").Guarantees} */
export const worlds = {
  about: "Whole worlds",
  promises: [
    {
      promise:
        "Whatever callers do and whatever fails, every promise holds on both clouds, and the trace of a call is the same on both.",
      proofs: [
        [
          "apps/proving/src/worlds/first-half.test.ts",
          "the worlds of … seeds keep every promise, and leave the same trace on both clouds",
        ],
        [
          "apps/proving/src/worlds/second-half.test.ts",
          "the worlds of … seeds keep every promise, and leave the same trace on both clouds",
        ],
      ],
    },
    {
      promise: "These worlds find out a reducer, a de-duplication and a lease that are broken.",
      proofs: [
        ["apps/proving/src/worlds/broken/reducer.test.ts", "a reducer that lets a call move back is found out"],
        [
          "apps/proving/src/worlds/broken/store.test.ts",
          "a store that does not know repeats is found out",
          "a store that gives one call to two instances is found out",
        ],
      ],
    },
  ],
};
