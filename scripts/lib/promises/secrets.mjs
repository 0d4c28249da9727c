const core = "packages/core/src";
const attacks = "apps/proving/src/scenarios/attacks";

/** @type {import("./promised.mjs").Guarantees} */
export const secrets = {
  about: "Secrets",
  promises: [
    {
      promise: "No digit that is keyed in, no telephone number and no word of a call reaches Redis in clear.",
      proofs: [
        [
          "apps/proving/src/scenarios/secrets/redis-sees-nothing.test.ts",
          "no byte that reaches Redis is a digit that was keyed in, a telephone number or anything else that was said",
        ],
        [`${core}/store/sealed-store.test.ts`, "how long it is does not tell which key was pressed"],
      ],
    },
    {
      promise: "Keys are kept until whoever collects has them; those collected under a name until the call ends.",
      proofs: [
        [
          `${core}/record/keys-in-records.test.ts`,
          "keys that were collected are kept until whoever collects has them, and no longer",
          "keys that were collected under a name are kept for whoever asks again, and no longer than the call",
          "keys that were collected for another instance are kept until that one has them",
          "tones that were sent for another instance are kept until that one knows",
        ],
      ],
    },
    {
      promise: "Of a call that is over nothing is left in the store after `keepEndedMs`.",
      proofs: [
        [
          "apps/proving/src/scenarios/secrets/redis-sees-nothing.test.ts",
          "nothing of the call is left in Redis when its time is over",
        ],
      ],
    },
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
        ["apps/proving/src/scenarios/traces/collect-dtmf.test.ts", "secret keys are told to nobody but the collection"],
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
    {
      promise:
        "No secret, token, telephone number or key is in a span, a metric or a log line, unless `reveal` shows it.",
      proofs: [
        [
          `${attacks}/telemetry.test.ts`,
          "no span, no metric and no line has a secret, a token, a number or a key",
          "numbers are shown where that is switched on, and keys are not",
          "keys and tones are shown where that is switched on, and numbers are not",
          "keys that the bot calls secret are shown by no span and no line of ours, whatever is switched on",
          "a password in an address is in no line",
          "numbers in any spelling and secrets in addresses, thrown by a handler and as its causes, are in no line, on the console neither",
        ],
        [
          `${core}/telemetry/words.test.ts`,
          "tokens and passwords are never shown",
          "credentials are never shown: …",
          "numbers and keys in pieces are shown each where they may be",
        ],
      ],
    },
  ],
};
