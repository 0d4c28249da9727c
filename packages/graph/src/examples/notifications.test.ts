import { describe, expect, test } from "vitest";
import { account, signalsOf } from "../webhook/read.fixture.js";
import { answer01 } from "./answer-01.fixture.js";
import { answer02 } from "./answer-02.fixture.js";
import { answer03 } from "./answer-03.fixture.js";
import { create01 } from "./create-01.fixture.js";
import { create05 } from "./create-05.fixture.js";
import { create08 } from "./create-08.fixture.js";
import { redirect01 } from "./redirect-01.fixture.js";
import { redirect02 } from "./redirect-02.fixture.js";
import { redirect03 } from "./redirect-03.fixture.js";
import { sendDtmfTones } from "./send-dtmf-tones.fixture.js";

const callKey = "k1";
const tenant = "632899f8-2ea1-4604-8413-27bd2892079f";

describe("Graph create call: the documented notifications", () => {
  const base = { at: 1000, call: { key: callKey }, providerCallId: "2e1a0b00-2db4-4022-9570-243709c565ab" };

  test("example 1: establishing and established", () => {
    expect(signalsOf(create01.establishing, { callKey })).toEqual([
      { ...base, kind: "state", id: "state:connecting", state: "connecting" },
    ]);
    expect(signalsOf(create01.established, { callKey })).toEqual([
      { ...base, kind: "state", id: "state:connected", state: "connected" },
    ]);
  });

  test("example 1: content sharing begins, changes and ends, with the session in an array", () => {
    const sessionId = "F7D9EF30FF0A9BD3F64B274387FB8FF8E96B6CFBA8F87F8305A74DE99AF007BC";
    const once = `content-sharing:${sessionId}`;
    const shared = { ...base, kind: "content-sharing", sessionId };
    expect(signalsOf(create01.sharingStarted, { callKey })).toEqual([
      { ...shared, id: `${once}:started`, change: "started" },
    ]);
    expect(signalsOf(create01.sharingUpdated, { callKey })).toEqual([
      { ...shared, id: `${once}:updated:1000.0`, change: "updated" },
    ]);
    expect(signalsOf(create01.sharingEnded, { callKey })).toEqual([
      { ...shared, id: `${once}:ended`, change: "ended" },
    ]);
  });

  test("example 5: established in a meeting, and who is in it", () => {
    expect(signalsOf(create05.established, { callKey })).toMatchObject([{ kind: "state", state: "connected" }]);
    expect(signalsOf(create05.roster, { callKey })).toMatchObject([
      {
        kind: "participants",
        providerCallId: "2f1a1100-b174-40a0-aba7-0b405e01ed92",
        participants: [
          {
            id: "0d7664b6-6432-43ed-8d27-d9e7adec188c",
            party: { kind: "user", id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8", displayName: "John" },
            muted: true,
            inLobby: false,
          },
          {
            id: "05491616-385f-44a8-9974-18cc5f9933c1",
            party: { kind: "application", displayName: "Calling Bot" },
            muted: false,
            inLobby: false,
          },
        ],
      },
    ]);
  });

  test("example 8: a guest waits in the lobby, alone on the roster", () => {
    expect(signalsOf(create08.lobby, { callKey })).toMatchObject([
      {
        kind: "participants",
        participants: [{ party: { kind: "guest", displayName: "Guest User" }, muted: false, inLobby: true }],
      },
    ]);
  });
});

describe("Graph answer: the documented notifications", () => {
  test("example 1: an incoming call that was forwarded from a telephone", () => {
    expect(signalsOf(answer01.incoming)).toEqual([
      {
        at: 1000,
        call: { alias: "57dab8b1894c409ab240bd8beae78896" },
        providerCallId: "57dab8b1894c409ab240bd8beae78896",
        kind: "incoming",
        id: "incoming",
        from: { kind: "user", id: "8A34A46B-3D17-4ADC-8DCE-DC4E7D572698", displayName: "Test User" },
        to: { kind: "application", id: "8A34A46B-3D17-4ADC-8DCE-DC4E7D572698", displayName: "Test BOT" },
        forwardedFrom: [{ kind: "phone", number: "+14258828080" }],
        memo: { tenantId: "00000000-0000-0000-0000-00000000dddd", group: false },
      },
    ]);
    expect(signalsOf(answer01.establishing, { callKey })).toMatchObject([{ call: { key: "k1" }, state: "connecting" }]);
    expect(signalsOf(answer01.established, { callKey })).toMatchObject([{ call: { key: "k1" }, state: "connected" }]);
  });

  test("example 2: content sharing with no data at all: the address names the session", () => {
    expect(signalsOf(answer02.incoming)).toMatchObject([{ kind: "incoming" }]);
    const sessionId = "2765eb15-01f8-47c6-b12b-c32111a4a86f";
    expect(signalsOf(answer02.sharingStarted, { callKey })).toMatchObject([{ change: "started", sessionId }]);
    expect(signalsOf(answer02.sharingEnded, { callKey })).toMatchObject([{ change: "ended", sessionId }]);
  });

  test("example 3: a call under a recording policy leaves five seconds, and is an invitation to a group", () => {
    expect(signalsOf(answer03.incoming)).toMatchObject([
      {
        kind: "incoming",
        answerWithinMs: 5000,
        group: true,
        chainId: "05f2f70f-3a9c-47c1-80a9-cc79e91d8cec",
        to: { kind: "provider", provider: "graph", type: "applicationInstance" },
        memo: { tenantId: "932899f8-2ea1-4604-8413-27bd2892079f", group: true },
      },
    ]);
  });
});

describe("Graph redirect: the documented notifications", () => {
  test("example 1: the call comes, and ends without a result", () => {
    expect(signalsOf(redirect01.incoming)).toMatchObject([{ kind: "incoming", from: { kind: "user" } }]);
    expect(signalsOf(redirect01.terminated, { callKey })).toEqual([
      {
        at: 1000,
        call: { key: "k1" },
        providerCallId: "491f0b00-ffff-4bc9-a43e-b226498ec22a",
        kind: "state",
        id: "ended",
        state: "disconnected",
      },
    ]);
  });

  test("example 2: the end of a call that rang at several", () => {
    expect(signalsOf(redirect02.incoming)).toMatchObject([{ kind: "incoming" }]);
    expect(signalsOf(redirect02.terminated, { callKey })).toMatchObject([
      { id: "ended", providerCallId: "481f0b00-ffff-4ca1-8c67-a5f1e31e8e82" },
    ]);
  });

  test("example 3: a call to one of the bot's numbers, and who took it is encrypted", () => {
    expect(signalsOf(redirect03.incoming)).toMatchObject([
      { to: { kind: "phone", number: "+14255550100", displayName: "PstnAppInstance" }, memo: { tenantId: tenant } },
    ]);
    expect(JSON.stringify(redirect03.incoming)).toContain(account);
    expect(signalsOf(redirect03.terminated, { callKey })).toMatchObject([
      { id: "ended", answeredBy: { kind: "unknown", rawId: "1xt4uextl99sdzwdxuvdxrvgrv8gehcq7jdgf9yhzeto" } },
    ]);
  });
});

describe("Graph sendDtmfTones: the three documented outcomes, all of status completed", () => {
  const base = {
    at: 1000,
    call: { key: "k1" },
    providerCallId: "481f3600-983e-4276-9b59-c1b30ec8d125",
    kind: "operation",
    verb: "sendDtmf",
    id: "operation:d36fe651-9f50-484d-bd4b-1e6415eae448",
    operationId: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
    providerOperationId: "d36fe651-9f50-484d-bd4b-1e6415eae448",
  };
  test.each([
    ["completed", "completed", "completedSuccessfully"],
    ["canceled", "canceled", "mediaOperationCanceled"],
    ["unknown", "failed", "unknown"],
  ] as const)("%s", (name, outcome, reason) => {
    const result = { code: 0, subcode: 0, message: `completion reason: ${reason}` };
    expect(signalsOf(sendDtmfTones[name], { callKey })).toEqual([{ ...base, outcome, result }]);
  });
});
