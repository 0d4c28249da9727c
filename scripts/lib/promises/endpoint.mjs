const attacks = "apps/proving/src/scenarios/attacks";
const scenarios = "apps/proving/src/scenarios";

/** @type {import("./promised.mjs").Guarantees} */
export const endpoint = {
  about: "The endpoint",
  promises: [
    {
      promise: "Only a token that the cloud itself signed, with RS256 and a key of its own set, gets in.",
      proofs: [
        [
          `${attacks}/token-signatures.test.ts`,
          "a callback on … is refused with > …",
          "a callback on … is refused with > the algorithm …",
          "a callback on … is refused with > the key id …",
          "a key of its own in the header, and nobody goes to fetch it",
          "critical extensions …, though well signed",
          "a token inside a token",
        ],
      ],
    },
    {
      promise: "Only a token of the right issuer, for this bot, of the right tenant and time, gets in.",
      proofs: [
        [
          `${attacks}/token-claims.test.ts`,
          "an issuer that is another, or nearly ours",
          "an audience that is another, or nearly ours",
          "a time that is none",
          "a time that is over or is to come: it is to be sent again, since a clock may be to blame",
          "a tenant that is nearly the one of the list",
          "another tenant than that of the call it speaks of",
          "another tenant than the call's, though … names none",
          "an incoming call on Graph is not taken back, nor told anew, by the token of another tenant",
          "a call on Graph knows its tenant before the answer that gives it an id is here",
        ],
      ],
    },
    {
      promise: "A token is spelled in one way only, is there once, and is no longer than 16 KiB.",
      proofs: [
        [
          `${attacks}/token-spelling.test.ts`,
          "an Authorization on … > with … is refused",
          "that is there twice is refused, whichever is the good one",
          "that a server with larger limits lets through is still no longer than 16 KiB",
        ],
      ],
    },
    {
      promise: "Event Grid without its secret is refused, with its handshakes.",
      proofs: [
        [`${attacks}/event-grid.test.ts`, "nobody rings, at any address of the bot", "no handshake is answered"],
      ],
    },
    {
      promise:
        "Nobody speaks out of their role: a token of ACS brings no incoming call, the secret of Event Grid no event of a call.",
      proofs: [
        [
          `${attacks}/event-grid.test.ts`,
          "whoever has the Event Grid secret > cannot say …, alone or behind something that they may say",
          "whoever has a callback token > cannot say …",
          "does not become Event Grid by adding its secret",
        ],
      ],
    },
    {
      promise: "A request that names another call than its address, or another bot, moves nothing.",
      proofs: [
        [
          `${attacks}/addresses.test.ts`,
          "on … an address is refused that has > …",
          "the MAC of another call, or the key of one, though both calls are the bot's",
        ],
        [
          `${attacks}/token-claims.test.ts`,
          "the audience of another bot on the same cloud, whatever else it names us as",
        ],
        [`${attacks}/composites.test.ts`, "on a bot of two clouds neither cloud can speak of the other's calls"],
      ],
    },
    {
      promise:
        "Callbacks that somebody has recorded and sends again move nothing and tell nothing, also when their call is forgotten.",
      proofs: [
        [
          `${attacks}/replays.test.ts`,
          "moves nothing and is told nothing while the call goes on",
          "brings no call back that is over, nor one that is forgotten",
          "is refused once their tokens have run out",
        ],
      ],
    },
    {
      promise: "Under a flood of garbage honest callers are served, nothing is stored, and memory comes back.",
      proofs: [
        [
          `${attacks}/floods.test.ts`,
          "honest callers are served, the key server is left alone, nothing is stored, and memory comes back",
          "garbage of a cloud that has proved who it is goes with the time for which calls are remembered",
        ],
      ],
    },
    {
      promise: "No address in an event is ever visited.",
      proofs: [[`${attacks}/fetching.test.ts`, "no address in an event is ever visited"]],
    },
    {
      promise:
        "Whatever is sent is answered with 2xx or 4xx, or 503 when it shall come again; nothing throws and nothing hangs.",
      proofs: [
        [
          `${scenarios}/fuzz/fuzz.test.ts`,
          "… changed callbacks are answered with 2xx or 4xx, break nothing, and calls go on",
        ],
        [
          `${attacks}/http.test.ts`,
          "on … > a body in … is not read into",
          "…, which two machines could read in two ways, gets nobody in",
          "the host … is refused before anything is looked at, and is no failure of ours",
          "what stands in the body of a refused request is no request of its own",
          "a megabyte of events that are nothing is refused at once",
        ],
        [
          `${attacks}/borrowed-names.test.ts`,
          "… in place of a word of the cloud is a word that nobody knows, and no more",
        ],
      ],
    },
    {
      promise:
        "Nothing that a provider sent is answered 2xx without having been stored, recognized as a repeat, or named in a warning.",
      proofs: [
        [
          "packages/core/src/ingress/nothing-in-silence.test.ts",
          "whatever comes to whichever address: what is acknowledged is stored, a repeat, or named in a warning",
        ],
        [
          "packages/core/src/ingress/lost-events.test.ts",
          "is refused with 404, and a line names the path that it came to and what paths of calls look like",
          "after a restart in memory with the same secret is acknowledged, and a line says what it means",
        ],
      ],
    },
    {
      promise: "Calls go well behind a proxy that strips, adds or doubles a prefix, adds a slash, or encodes the path.",
      proofs: [
        [
          `${scenarios}/callbacks/rewritten-paths.test.ts`,
          "on … a whole call goes well behind a proxy that > …",
          "…, events are refused, a line names both paths, and the provider is asked",
        ],
      ],
    },
    {
      promise:
        "One event of a body that cannot be read costs the others nothing, and one that is forged refuses them all.",
      proofs: [
        [
          `${scenarios}/callbacks/batches.test.ts`,
          "… is answered, in the schema …",
          "… is answered",
          "a forged event of a call in one body with an incoming call refuses both, and moves nothing",
        ],
      ],
    },
    {
      promise:
        "Once a call has an address of its own, events are believed only there; what comes elsewhere, or is refused there, has the provider asked.",
      proofs: [
        [
          "packages/core/src/actor/ask-provider.test.ts",
          "is applied until the call is decided about, and asked about from then on",
          "costs two requests in two seconds, however many they are, and the last one comes after all of them",
        ],
        [
          `${scenarios}/promises/elsewhere.test.ts`,
          "on … a caller who gives up while the call is being answered > is not lost: the call ends, and the answer fails with that",
          "has its calls connected and ended as they are, and one line names the option",
        ],
      ],
    },
    {
      promise: "A body that something else has read on its way is not acknowledged as an empty one.",
      proofs: [
        [
          "packages/trunkline/src/node/node-listener.test.ts",
          "a body that somebody else has read is no empty one: reading it fails, and says what to do",
        ],
      ],
    },
    {
      promise:
        "A callback whose key is new waits for the next look-up of keys, and strangers' made-up keys do not keep it out.",
      proofs: [
        [
          "packages/microsoft/src/tokens/rotating-keys.test.ts",
          "a callback whose key is new waits for the next fetch, where a stranger's made-up key has just caused one",
          "at the address of a call it does not wait for strangers at all",
          "a flood of made-up keys makes one fetch in ten seconds, holds a bounded number, and leaves a call's own address alone",
        ],
      ],
    },
    {
      promise:
        "An upload that breaks off is no failure of the bot, and thousands of events in one body hold up no other call.",
      proofs: [
        [
          `${attacks}/http.test.ts`,
          "two hundred uploads that break off (…) are no failure of the bot: no error event, and nothing else changes",
        ],
        [
          "packages/core/src/actor/portions.test.ts",
          "of a thousand keys in one body, …, each is told once and in its order, and other work has its turn in between",
        ],
      ],
    },
    {
      promise: "Keys are kept through an outage of their server; only an unknown one is asked to come again.",
      proofs: [
        [
          "packages/microsoft/src/tokens/rotating-keys.test.ts",
          "while the key server is …, known keys go on and unknown ones wait",
        ],
        [
          "packages/acs/src/webhook/verify.test.ts",
          "with the key server away and the key unknown, the sender is asked to come again",
        ],
      ],
    },
  ],
};
