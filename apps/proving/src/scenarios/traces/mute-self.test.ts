import type { Call, Operation } from "@trunkline/core";
import { expect, test } from "vitest";
import { cast, failureOf, type Provider } from "../kit/cast.js";
import { leavesTrace, type Scenario } from "../kit/same-trace.js";

const wav = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** A bot that wants to be muted while it listens, on any cloud. Who heard what is noted. */
const listens: Scenario = async (stage) => {
  stage.person("eve").reacts({ kind: "answer" });
  stage.person("finn").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: [cast.eve, cast.finn] });
  await stage.when(call.connected);
  const change = async (verb: "muteSelf" | "unmuteSelf") => {
    if (call.capabilities[verb].support === "native") return void (await stage.when<unknown>(call[verb]()));
    await isRefused(call[verb](), stage.provider, call);
  };
  await stage.when(change("muteSelf"));
  await stage.when(call.play(wav("muted")));
  await stage.when(change("unmuteSelf"));
  await stage.when(call.play(wav("aloud")));
  stage.record.note(call, `eve heard ${stage.person("eve").heard().join(", ")}`);
  await stage.when(call.hangUp());
};

async function isRefused(operation: Operation<unknown>, provider: Provider, call: Call): Promise<void> {
  const error = await failureOf(operation);
  expect(error).toMatchObject({ code: "unsupported", provider, callRef: call.ref });
  expect(error.hint).toMatch(/play|heard/);
}

const begun = ["create completed", "connected"];
const ended = ["hangUp completed", "ended: hung-up", "on it last: eve, finn"];

test(
  "on Graph a bot mutes itself in a group call, and is heard again once it has unmuted itself",
  leavesTrace(
    "graph",
    listens,
    {
      eve: [
        ...begun,
        "muteSelf completed",
        "play completed",
        "unmuteSelf completed",
        "play completed",
        "eve heard https://cdn.example.com/aloud.wav",
        ...ended,
      ],
    },
    {},
  ),
);

test(
  "on ACS a bot that wants to mute itself is refused with what to do instead, and the call goes on",
  leavesTrace(
    "acs",
    listens,
    {
      eve: [
        ...begun,
        "play completed",
        "play completed",
        "eve heard https://cdn.example.com/muted.wav, https://cdn.example.com/aloud.wav",
        ...ended,
      ],
    },
    {},
  ),
);
