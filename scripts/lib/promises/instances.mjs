const core = "packages/core/src";
const proving = "apps/proving/src";
const scenarios = "apps/proving/src/scenarios";

/** @type {import("./promised.mjs").Guarantees} */
export const instances = {
  about: "Many instances",
  promises: [
    {
      promise: "An operation that is awaited on one instance completes by an event that lands on another.",
      proofs: [
        [
          `${proving}/processes/elsewhere.test.ts`,
          "an operation awaited on one completes by an event that lands on another, and a handle on a third acts on the call, on …",
        ],
        [
          "packages/redis/src/calling.test.ts",
          "an operation awaited on one completes by an event that lands on the other",
        ],
      ],
    },
    {
      promise: "A handle on any instance acts on the call, wherever it is held.",
      proofs: [
        [
          `${proving}/processes/elsewhere.test.ts`,
          "an operation awaited on one completes by an event that lands on another, and a handle on a third acts on the call, on …",
        ],
        [
          `${core}/calling/remote.test.ts`,
          "a verb asked for elsewhere is carried out by the holder, once, and its outcome comes back",
          "a collection asked for from elsewhere goes on when its holder dies, and its keys reach whoever asked",
        ],
      ],
    },
    {
      promise: "One call is handled by one instance at a time.",
      proofs: [
        [
          "packages/redis/src/conformance.test.ts",
          "of many who claim a call at once, one gets it",
          "who was superseded can write no more, nor renew",
        ],
        [
          `${core}/calling/instances.test.ts`,
          "an incoming call is told by one instance only, whichever it lands on",
          "a handler may run for an hour: its instance keeps the call, and its events go on in order",
        ],
      ],
    },
    {
      promise:
        "An instance keeps a call for as long as a handler runs, be it an hour; a handler whose call is lost learns so.",
      proofs: [
        [
          `${core}/calling/instances.test.ts`,
          "a handler may run for an hour: its instance keeps the call, and its events go on in order",
          "a handler that runs on when its instance has lost the call learns so, and can do nothing to it",
        ],
      ],
    },
    {
      promise:
        "An instance that is killed, at whatever place, loses nothing that was acknowledged, and the call goes on elsewhere.",
      proofs: [
        [
          `${proving}/matrix/kill-matrix.test.ts`,
          "at a place of every kind: the call on … goes on, and no promise is broken",
        ],
        [`${proving}/matrix/judge.test.ts`, "a call that did not keep it is found out: …"],
      ],
    },
    {
      promise: "However often a call changes hands, one handler of `call-recovered` is at work on it at a time.",
      proofs: [
        [
          `${proving}/processes/graceful-stop.test.ts`,
          "one after the other, four in a row, leaves one handler at work on the call, one PIN and one call to the door, on …",
        ],
        [
          `${core}/holder/recover.test.ts`,
          "a call that is handed over four times in a row is taken up by one handler at a time",
          "a call that loses its instance four times in a row is taken up by one handler at a time",
          "an instance whose lease ran out unnoticed, and that takes its own call anew, ends what it did under the old lease",
        ],
        [`${proving}/matrix/judge.test.ts`, "the instance that took over …"],
      ],
    },
    {
      promise: "`call.ended` resolves when the call is over, also on an instance that has lost it.",
      proofs: [
        [
          `${core}/calling/unhandled.test.ts`,
          "the end of a call is told by the handle of an instance that lost it, when the call is over",
          "a store that is away while the end of a call is waited for from elsewhere is asked again",
        ],
      ],
    },
    {
      promise: "Whoever takes over a call tells `call-recovered`, with `call.data`.",
      proofs: [
        [
          `${core}/calling/instances.test.ts`,
          "when an instance is gone another takes its calls and tells so, with the bot's data",
        ],
      ],
    },
    {
      promise: "Keys that are pressed while nobody has the call reach the collection that is joined by its `key`.",
      proofs: [
        [
          `${core}/calling/instances.test.ts`,
          "a collection goes on where the caller was, with the keys pressed while nobody had the call",
        ],
        [
          `${core}/holder/unsent.test.ts`,
          "keys that were pressed in time while nobody had the call are not cut off by a timer that ran out meanwhile",
        ],
      ],
    },
    {
      promise: "An instance that was thought dead does nothing to the call when it comes back, and says `superseded`.",
      proofs: [
        [
          `${proving}/processes/zombie.test.ts`,
          "does nothing to the call and learns that it is superseded, on …",
          "sends nothing that the cloud had put off",
        ],
        [
          `${core}/calling/instances.test.ts`,
          "an instance that was without its store for longer than a lease sends nothing that it had put off",
          "as long as nobody can say whose a call is, nothing is sent that was put off",
          "an instance that comes back after its call was taken over is told that it is superseded, and does nothing to it",
        ],
      ],
    },
    {
      promise: "`calling.close()` hands calls over at once, with what their handlers are owed.",
      proofs: [
        [
          `${proving}/processes/graceful-stop.test.ts`,
          "hands its call over at once, and the caller does not notice, on …",
        ],
        [
          `${core}/holder/recover.test.ts`,
          "an instance that closes hands over what its handlers owed and the calls themselves, at once",
        ],
      ],
    },
    {
      promise:
        "A process that stops leaves no caller on a silent line, and takes the callbacks of its calls until it has stopped.",
      proofs: [
        [
          `${scenarios}/promises/rolling.test.ts`,
          "that are replaced one after the other under a caller who keys in a PIN: it is asked for once, and no callback is refused",
          "of which one closes while it serves: who calls meanwhile is taken there, and served by the other",
          "that close while a create is under way: it is dialed once, and the other has the call",
        ],
        [
          `${scenarios}/promises/closing.test.ts`,
          "serves the caller on the line to the end, and is closed when the caller is gone",
          "hangs up who is on the line when the time is up, tells the end, and leaves no call at the cloud",
          "takes a create that is under way with it: nobody is left with a telephone that rings",
          "a caller who is still hearing it ring is let go at once when the time is up",
          "on graph a caller who calls meanwhile hears that the bot is busy, in place of silence",
          "on acs a caller who calls meanwhile is offered again within the ring, and the process that starts next answers",
        ],
      ],
    },
    {
      promise: "An operation is one span, whichever instance learns of its end.",
      proofs: [
        [
          `${core}/telemetry/spans.test.ts`,
          "a span has one end, also when the event lands on another instance",
          "the span of an operation whose instance was killed is ended by the survivor, once, and reaches back to its beginning",
          "a call belongs to the trace of the callback that brought it, on whichever instance its handlers run",
        ],
      ],
    },
  ],
};
