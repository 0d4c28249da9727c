import type { FaultSpec } from "@trunkline/simulator";
import { describe, test } from "vitest";
import { botNumber, cast, codeOf } from "../kit/cast.js";
import { pinAndMenu, pinAndMenuTrace, type Scenario, sameTrace } from "../kit/same-trace.js";
import { onTheLine } from "../kit/stage.js";

/** The cloud carries out the request, and the first answer is lost: by a broken connection, or a 503. */
const lost = (...paths: readonly string[]): readonly (readonly [string, { faults: readonly FaultSpec[] }])[] => {
  const faults = (effect: FaultSpec["effect"]) => paths.map((path) => ({ effect, match: { path }, times: 1 }));
  return [
    ["by a broken connection", { faults: faults({ kind: "hang-up-connection", afterEffect: true }) }],
    ["by a 503", { faults: faults({ kind: "respond", status: 503, afterEffect: true }) }],
  ];
};

const decided =
  (decide: "reject" | "redirect"): Scenario =>
  async (stage) => {
    stage.person("bob").reacts({ kind: "answer", afterMs: 1_000 });
    stage.calling.on("incoming", async (incoming) => {
      await (decide === "reject" ? incoming.reject() : incoming.redirect(cast.bob)).catch(codeOf);
    });
    stage.person("ada").dial(botNumber);
    await stage.advance(60_000);
  };

describe.each(lost("/answer", "callConnections:answer"))("the answer to answer is lost %s", (_, options) => {
  test(
    "and the call connects nevertheless",
    { tags: "operations/lost-answer" },
    sameTrace(pinAndMenu, pinAndMenuTrace, options),
  );
});

describe.each(lost("/reject", "callConnections:reject"))("the answer to reject is lost %s", (_, options) => {
  test(
    "and the call is rejected, once",
    { tags: "operations/lost-answer" },
    sameTrace(decided("reject"), { ada: ["incoming from ada to bot", "reject completed", "ended: rejected"] }, options),
  );
});

describe.each(lost("/calls/", "/callConnections/"))("the answer to hangUp is lost %s", (_, { faults }) => {
  test(
    "and the call is over, once",
    { tags: "operations/lost-answer" },
    sameTrace(
      async (stage) => {
        const call = await onTheLine(stage);
        for (const fault of faults) stage.simulator.faults.add(fault);
        await stage.when(call.hangUp());
      },
      { ada: ["create completed", "connected", "hangUp completed", "ended: hung-up"] },
    ),
  );
});

describe.each(lost("/subscribeToTone", ":startContinuousDtmf"))(
  "the answer to the request for keys is lost %s",
  (_, options) => {
    test(
      "and keys are delivered, each once",
      sameTrace(
        async (stage) => {
          const call = await onTheLine(stage);
          const collecting = call.collectDtmf({ max: 2 });
          await stage.advance(2_000);
          stage.person("ada").press("12");
          stage.record.note(call, (await stage.when(collecting)).tones);
        },
        { ada: ["create completed", "connected", "tone 1", "tone 2", "collectDtmf completed", "12"] },
        options,
      ),
    );
  },
);

describe.each(lost("/cancelMediaProcessing", ":cancelAllMedia"))("the answer to a cancel is lost %s", (_, options) => {
  test(
    "and the prompt is canceled",
    sameTrace(
      async (stage) => {
        const call = await onTheLine(stage);
        const playing = call.play({ url: "https://cdn.example.com/long.wav" });
        await stage.when(stage.person("ada").hears("long.wav"));
        await stage.when(playing.cancel());
        stage.record.note(call, (await stage.when(playing)).endedBy);
      },
      { ada: ["create completed", "connected", "play completed", "canceled"] },
      options,
    ),
  );
});
