const core = "packages/core/src";
const attacks = "packages/trunkline/scenarios/attacks";

/** @type {import("./promised.mjs").Guarantees} */
export const secrets = {
  about: "Secrets",
  promises: [
    {
      promise: "What goes into a store outside the process is sealed, for one call and with the bot's own secret.",
      proofs: [
        [
          `${core}/store/sealed-store.test.ts`,
          "the store itself sees neither numbers nor tones",
          "what was sealed with another secret, for another call, or was changed, does not open",
        ],
        [
          `${core}/calling/create-calling.test.ts`,
          "a store that does not say that it stays in the process needs a secret, and gets nothing that it can read",
        ],
      ],
    },
    {
      promise: "Secret keys are told to nobody but the collection.",
      proofs: [
        [`${core}/verbs/collect-dtmf.test.ts`, "secret tones are told to nobody but the collection"],
        [
          "packages/trunkline/scenarios/traces/collect-dtmf.test.ts",
          "secret keys are told to nobody but the collection",
        ],
      ],
    },
    {
      promise: "No secret, token, telephone number or tone is in an error, an answer or on the console.",
      proofs: [
        [
          `${attacks}/words.test.ts`,
          "no secret, number or tone is in an error, an answer or on the console, whatever fails",
          "a cloud that answers … and says back what it was told is not repeated",
          "a mistake in the options says what is wrong, and not what was given",
        ],
      ],
    },
  ],
};
