import type { Call, CollectResult } from "@trunkline/core";
import { describe, test } from "vitest";
import { botNumber } from "../kit/cast.js";
import { type Scenario, sameTrace } from "../kit/same-trace.js";

const prompt = { url: "https://cdn.example.com/pin.wav" };
const begun = ["incoming from ada to bot", "connected", "answer completed"];

/** Ada calls, the bot collects keys as `ask` says, and she acts as `ada` says. */
function collecting(
  ask: (call: Call) => Promise<CollectResult>,
  ada: (person: Parameters<Scenario>[0]) => Promise<void>,
): Scenario {
  return async (stage) => {
    let over: (() => void) | undefined;
    const done = new Promise<void>((resolve) => {
      over = resolve;
    });
    stage.calling.on("incoming", async (incoming) => {
      const call = await incoming.answer();
      const { tones, endedBy } = await ask(call);
      stage.record.note(call, `"${tones}" by ${endedBy}`);
      over?.();
    });
    stage.person("ada").dial(botNumber);
    await stage.advance(1_000);
    await ada(stage);
    await stage.when(done);
  };
}

describe("a collection ends", { tags: "operations/collect-alike" }, () => {
  test(
    "at the maximum, regardless of later keys",
    sameTrace(
      collecting(
        (call) => call.collectDtmf({ max: 3 }),
        async (stage) => stage.person("ada").press("123"),
      ),
      { ada: [...begun, "tone 1", "tone 2", "tone 3", "collectDtmf completed", '"123" by max'] },
    ),
  );

  test(
    "at a stop tone, which is not part of the result",
    sameTrace(
      collecting(
        (call) => call.collectDtmf({ stopOn: "*#" }),
        async (stage) => stage.person("ada").press("12*"),
      ),
      { ada: [...begun, "tone 1", "tone 2", "tone *", "collectDtmf completed", '"12" by stop-tone'] },
    ),
  );

  test(
    "without any tone, five seconds after the prompt",
    sameTrace(
      collecting(
        (call) => call.collectDtmf({ prompt, max: 4 }),
        async () => {},
      ),
      { ada: [...begun, "collectDtmf completed", '"" by no-input'] },
    ),
  );

  test(
    "when the next tone takes too long",
    sameTrace(
      collecting(
        (call) => call.collectDtmf({ max: 4, interToneMs: 2_000 }),
        async (stage) => stage.person("ada").press("1"),
      ),
      { ada: [...begun, "tone 1", "collectDtmf completed", '"1" by inter-tone-timeout'] },
    ),
  );

  test(
    "when the bot cancels it",
    sameTrace(
      collecting(
        (call) => {
          const collection = call.collectDtmf({ prompt, max: 4 });
          call.on("dtmf-received", ({ tone }) => {
            if (tone === "0") void collection.cancel();
          });
          return collection;
        },
        async (stage) => stage.person("ada").press("10"),
      ),
      { ada: [...begun, "tone 1", "tone 0", "collectDtmf completed", '"10" by canceled'] },
    ),
  );

  test(
    "with the keys so far when the caller hangs up",
    sameTrace(
      collecting(
        (call) => call.collectDtmf({ prompt, max: 4 }),
        async (stage) => {
          stage.person("ada").press("12");
          await stage.advance(500);
          stage.person("ada").hangUp();
        },
      ),
      {
        ada: [...begun, "tone 1", "tone 2", "collectDtmf completed", "ended: remote-hung-up", '"12" by call-ended'],
      },
    ),
  );
});

test(
  "a key during the prompt stops the prompt and counts",
  sameTrace(
    collecting(
      (call) => call.collectDtmf({ prompt, max: 2 }),
      async (stage) => {
        await stage.when(stage.person("ada").hears("pin.wav"));
        stage.person("ada").press("9");
        await stage.advance(1_000);
        stage.person("ada").press("8");
      },
    ),
    { ada: [...begun, "tone 9", "tone 8", "collectDtmf completed", '"98" by max'] },
  ),
);

test(
  "without barge-in, keys during the prompt do not count",
  sameTrace(
    collecting(
      (call) => call.collectDtmf({ prompt, max: 1, bargeIn: false }),
      async (stage) => {
        await stage.when(stage.person("ada").hears("pin.wav"));
        stage.person("ada").press("9");
        await stage.advance(4_000);
        stage.person("ada").press("8");
      },
    ),
    { ada: [...begun, "tone 9", "tone 8", "collectDtmf completed", '"8" by max'] },
  ),
);

test(
  "secret keys are delivered only to the collection",
  { tags: "secrets/secret-keys" },
  sameTrace(
    collecting(
      (call) => call.collectDtmf({ prompt, max: 4, secret: true }),
      async (stage) => stage.person("ada").press("1234"),
    ),
    { ada: [...begun, "collectDtmf completed", '"1234" by max'] },
  ),
);

test(
  "a second collection waits for the first, and each gets its own keys",
  sameTrace(
    collecting(
      async (call) => {
        const both = await Promise.all([call.collectDtmf({ max: 1 }), call.collectDtmf({ max: 1 })]);
        return { tones: both.map(({ tones }) => tones).join("+"), endedBy: "max" };
      },
      async (stage) => {
        stage.person("ada").press("1");
        await stage.advance(1_000);
        stage.person("ada").press("2");
      },
    ),
    {
      ada: [...begun, "tone 1", "collectDtmf completed", "tone 2", "collectDtmf completed", '"1+2" by max'],
    },
  ),
);
