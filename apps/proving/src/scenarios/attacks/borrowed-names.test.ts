import { describe, expect, test } from "vitest";
import { midCallEvent } from "../kit/callbacks.js";
import { providers } from "../kit/cast.js";
import { type Target, useTarget } from "./kit/target.js";

/** Properties that every object inherits. */
const inherited = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf"] as const;

/** Callbacks with such a name in the place of a term of the cloud. */
const callbacksWith: Readonly<Record<"graph" | "acs", (name: string, callId: string) => readonly object[]>> = {
  acs: (name, callId) =>
    [
      midCallEvent(name, callId),
      midCallEvent("ContinuousDtmfRecognitionToneReceived", callId, { tone: name, sequenceId: 1 }),
      midCallEvent("ParticipantsUpdated", callId, {
        participants: [{ identifier: { rawId: `8:${name}:x`, kind: name } }],
      }),
      midCallEvent("PlayCompleted", callId, {
        operationContext: name,
        resultInformation: { code: name, subCode: name },
      }),
    ].map((event, index) => ({ ...event, id: `${name} ${index}` })),
  graph: (name, callId) => {
    const notification = (path: string, resourceData: object) => ({
      changeType: "updated",
      resourceUrl: `/communications/calls/${callId}${path}`,
      resourceData,
    });
    const operation = { "@odata.type": "#microsoft.graph.playPromptOperation", id: name, status: "completed" };
    const value = [
      notification("", { "@odata.type": "#microsoft.graph.call", state: name }),
      notification("", { "@odata.type": "#microsoft.graph.call", toneInfo: { tone: name, sequenceId: 1 } }),
      notification(`/operations/${name}`, { ...operation, completionReason: name, clientContext: name }),
      notification(`/operations/${name}`, { ...operation, "@odata.type": `#microsoft.graph.${name}operation` }),
      notification(`/${name}/x`, { "@odata.type": name }),
    ];
    return value.map((one) => ({ value: [one] }));
  },
};

describe.each(providers)("on %s", (provider) => {
  const target = useTarget(provider);

  test.each(inherited)(
    "%s in the place of a term of the cloud counts as an unknown term",
    { tags: "endpoint/always-answered" },
    async (name) => {
      const at: Target = target();
      const before = at.stage.record.types().length;
      const playing = at.call.play({ url: "https://cdn.example.com/long.wav" });
      await at.stage.advance(0);
      for (const event of callbacksWith[provider](name, at.call.providerCallId ?? "")) {
        const { status, body } = await at.sendAs(`Bearer ${at.token()}`, { body: JSON.stringify(event) });
        expect({ event, status, body }).toMatchObject({ status: provider === "acs" ? 200 : 202 });
      }
      await at.stage.when(playing);
      const received = at.stage.record.types().slice(before);
      expect(new Set(received)).toEqual(new Set(["operation-completed", "unrecognized", ...rosters(received)]));
      expect((await at.call.snapshot()).state).toBe("connected");
    },
  );
});

const rosters = (types: readonly string[]) => types.filter((type) => type === "participants-changed");
