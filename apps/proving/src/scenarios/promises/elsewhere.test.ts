import { type Adapter, createCalling } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { requestOf } from "../kit/callbacks.js";
import { adapterOn, botNumber, cast, providers } from "../kit/cast.js";
import { callbackTo, onTheLine, type Stage, startStage } from "../kit/stage.js";

/** Makes something happen in the cloud while an answer is in flight. */
function whileAnswering(happens: () => Promise<void>): (adapter: Adapter) => Adapter {
  return (adapter) => {
    const { answer } = adapter.verbs;
    if (!answer) throw new Error("the adapter has no answer");
    const run: typeof answer.run = async (...given) => {
      await happens();
      return answer.run(...given);
    };
    return { ...adapter, verbs: { ...adapter.verbs, answer: { ...answer, run } } };
  };
}

describe.each(providers)("on %s a caller who gives up while the call is being answered", (provider) => {
  test("is not lost: the call ends, and the answer fails with call-ended", { tags: "endpoint/elsewhere" }, async () => {
    let stage: Stage | undefined;
    const giveUp = async () => {
      stage?.person("ada").hangUp();
      await stage?.advance(0);
    };
    await using started = await startStage(provider, { wrap: whileAnswering(giveUp) });
    stage = started;
    const failed: unknown[] = [];
    stage.calling.on("incoming", (incoming) => void incoming.answer().catch((error) => failed.push(error)));
    stage.person("ada").dial(botNumber);
    await stage.advance(5_000);
    expect(failed).toEqual([expect.objectContaining({ code: "call-ended" })]);
    const [ended] = stage.record.of("call-ended");
    expect(ended?.reason.kind).toBe("canceled");
    // Graph reports the end to the registered webhook, and the call is inspected; ACS sends nothing before the answer.
    expect(stage.answers).toEqual(provider === "graph" ? [202, 202] : [200]);
    expect(stage.record.of("call-ended")).toHaveLength(1);
  });
});

/** The fields of the log lines with a message. */
function linesOf() {
  const lines: { readonly message: string; readonly fields: object }[] = [];
  const note = (fields: object, message: string) => void lines.push({ message, fields });
  const logger = { debug: () => {}, info: () => {}, warn: note, error: note };
  return {
    logger,
    logged: (message: string) => lines.filter((line) => line.message === message).map(({ fields }) => fields),
  };
}

const wrongIds = {
  acs: {
    adapter: { resourceId: "11111111-2222-4333-8444-555555555555" },
    says: /resourceId \(ACS_RESOURCE_ID\) is wrong/,
  },
  graph: { adapter: { issuers: ["https://another.example"] }, says: /the option issuers is wrong/ },
} as const;

describe.each(providers)("on %s a bot whose options do not match the provider's tokens", (provider) => {
  test("still sees its calls connect and end, and one log line names the option", {
    tags: "endpoint/elsewhere",
  }, async () => {
    const { logger, logged } = linesOf();
    const { adapter, says } = wrongIds[provider];
    await using stage = await startStage(provider, { delivery: "http", adapter, calling: { logger } });
    const ada = stage.person("ada");
    ada.reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    const before = stage.clock.now();
    await stage.when(call.connected, 10_000);
    expect(stage.clock.now() - before).toBeLessThan(3_000);
    await stage.advance(60_000);
    const hungUp = stage.clock.now();
    ada.hangUp();
    await stage.when(call.ended, 10_000);
    expect(stage.clock.now() - hungUp).toBeLessThan(3_000);
    expect(new Set(stage.answers)).toEqual(new Set([401]));
    for (const { source } of [...stage.record.of("call-connected"), ...stage.record.of("call-ended")])
      expect(source).toBe("reconciled");
    const [line] = logged("a callback was refused");
    expect(line).toMatchObject({ status: 401, reason: expect.stringMatching(says) });
  });
});

describe.each(providers)(
  "on %s a process that was restarted with the same secret and lost its calls in memory",
  (provider) => {
    test("acknowledges the events of the earlier calls, and logs what they mean", async () => {
      const secret = "0123456789abcdef0123456789abcdef";
      const { logger, logged } = linesOf();
      await using stage = await startStage(provider, { calling: { secret } });
      const call = await onTheLine(stage);
      const { clock, simulator, url } = stage;
      const after = createCalling({ adapter: adapterOn(provider, simulator), url, clock, secret, logger });
      const callback = callbackTo(stage, call);
      const again = await after.handle(requestOf(callback));
      await stage.advance(0);
      expect(again.ok).toBe(true);
      expect(logged("an event of an unknown call")).toEqual([
        expect.objectContaining({
          callRef: call.ref,
          reason: expect.stringMatching(/memory of a process that has ended/),
        }),
      ]);
      await after.close({ drainMs: 0 });
    });
  },
);
