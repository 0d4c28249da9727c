import type { Call } from "@trunkline/core";
import { expect, test } from "vitest";
import { botNumber, cast, failureOf } from "../kit/cast.js";
import { leavesTrace, type Scenario, sameTrace } from "../kit/same-trace.js";
import type { Stage } from "../kit/stage.js";

const wav = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** Ada has called; the bot asks Bob in a call of its own whether he takes hers. */
async function asksBob(stage: Stage): Promise<{ readonly caller: Call; readonly agent: Call }> {
  const answered = new Promise<Call>((resolve) => {
    stage.calling.on("incoming", async (incoming) => resolve(await incoming.answer()));
  });
  stage.person("ada").dial(botNumber);
  const caller = await stage.when(answered);
  stage.person("bob").reacts({ kind: "answer", afterMs: 2_000 });
  const agent = await stage.calling.create({ to: cast.bob, from: botNumber });
  await stage.when(agent.connected);
  return { caller, agent };
}

const begun = {
  ada: ["incoming from ada to bot", "connected", "answer completed"],
  bob: ["create completed", "connected"],
} as const;

const takesIt: Scenario = async (stage) => {
  const { caller, agent } = await asksBob(stage);
  await stage.when(agent.play(wav("a-call-for-you")));
  await stage.when(caller.transfer(cast.bob, { replaces: agent }));
  await stage.when(caller.ended);
  await stage.when(agent.ended);
  for (const name of ["ada", "bob"]) {
    const [call, another] = stage.person(name).calls();
    expect(another).toBeUndefined();
    expect(call?.legs.filter(({ state, owner }) => state === "connected" && owner.kind === "bot")).toEqual([]);
    expect(call?.legs.filter(({ state, owner }) => state === "connected" && owner.kind === "person")).toHaveLength(2);
  }
};

const transferred = [...begun.ada, "transfer completed", "ended: transferred"];
const asked = [...begun.bob, "play completed"];

test(
  "on Graph a caller and an agent who has said yes are left together, and the bot is out of both calls",
  { tags: "people/not-alone" },
  leavesTrace("graph", takesIt, { ada: transferred, bob: [...asked, "ended: transferred"] }, {}),
);

test(
  "on ACS the agent comes over into the caller's call, of which the rosters tell, and the bot is out of both calls",
  { tags: "people/not-alone" },
  leavesTrace(
    "acs",
    takesIt,
    { ada: [...transferred, "on it last: ada, bob"], bob: [...asked, "ended: transferred"] },
    {},
  ),
);

/** Bob hangs up on the bot, which has not learned of it when it transfers. */
const hangsUp: Scenario = async (stage) => {
  const { caller, agent } = await asksBob(stage);
  const deliver = stage.calling.handle.bind(stage.calling);
  const late: Request[] = [];
  stage.simulator.deliver = async (request) => {
    if (!request.url.includes(agent.id)) return deliver(request);
    late.push(request);
    return new Response(null, { status: 200 });
  };
  stage.person("bob").hangUp();
  await stage.advance(1_000);
  const failed = failureOf(caller.transfer(cast.bob, { replaces: agent }));
  await stage.advance(5_000);
  stage.simulator.deliver = deliver;
  for (const request of late) await deliver(request);
  await stage.when(failed);
  await stage.advance(5_000);
  expect((await caller.snapshot()).state).toBe("connected");
  expect(stage.person("ada").calls()).toHaveLength(1);
  await stage.when(caller.play(wav("sorry")));
  await stage.when(caller.hangUp());
};

test(
  "an agent who has hung up in the meantime leaves the caller with the bot",
  { tags: "people/not-alone" },
  sameTrace(hangsUp, {
    ada: [...begun.ada, "transfer failed: call-ended", "play completed", "hangUp completed", "ended: hung-up"],
    bob: [...begun.bob, "ended: remote-hung-up"],
  }),
);
