import { expect, test } from "vitest";
import { botNumber, cast, failureOf } from "../kit/cast.js";
import { leavesTrace, type Scenario } from "../kit/same-trace.js";

/** Silences Eve for a while: she is put on hold where the cloud cannot mute her. */
const silences: Scenario = async (stage) => {
  const eve = stage.person("eve");
  eve.reacts({ kind: "answer" });
  stage.person("finn").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: [cast.eve, cast.finn], from: botNumber });
  await stage.when(call.connected);
  await stage.advance(2_000);
  const before = stage.requests();
  const refusal = await stage.when(
    call.mute(cast.eve).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  if (refusal) {
    expect(stage.requests() - before).toBe(0);
    expect(refusal).toMatchObject({ code: "unsupported", hint: expect.stringContaining("call.hold()") });
    await stage.when(call.hold(cast.eve));
  }
  await stage.advance(1_000);
  const [own] = (await call.participants()).filter(({ party }) => party.kind === "user" && party.id === cast.eve.id);
  stage.record.note(call, `eve is ${own?.muted ? "muted" : own?.onHold ? "on hold" : "heard"}`);
  if (refusal) await stage.when(call.unhold(cast.eve));
  const back = call.unmute(cast.eve);
  const error = await stage.when(failureOf(back));
  stage.record.note(call, `unmute is ${error.code}`);
  expect(error.hint).toContain("they themselves");
  await stage.when(call.hangUp());
};

const begun = ["create completed", "connected"];
const ended = ["unmute is unsupported", "hangUp completed", "ended: hung-up", "on it last: eve, finn"];

test(
  "on Graph a colleague is muted, and only they themselves can take that back",
  leavesTrace("graph", silences, { eve: [...begun, "mute completed", "eve is muted", ...ended] }, {}),
);

test(
  "on ACS a Teams user cannot be muted, which is said before any request, and waits on hold instead",
  leavesTrace(
    "acs",
    silences,
    {
      eve: [...begun, "hold completed", "eve is on hold", "unhold completed", ...ended],
    },
    {},
  ),
);
