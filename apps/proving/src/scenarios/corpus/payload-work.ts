import type { Call, Operation } from "@trunkline/core";
import { botNumber } from "../kit/cast.js";
import { partyOf } from "./meaning-of-acs.js";
import { at, type Meaning, type Payload, textAt } from "./payload.js";
import { invited, type PayloadBot } from "./payload-bot.js";

const prompt = { url: "https://cdn.example.com/a.wav" };

/** Whether a payload reports work about people, which Graph does in group calls alone. */
export function isAboutPeople({ verb }: Meaning): boolean {
  return verb === "addParticipant" || verb === "removeParticipant" || verb === "hold";
}

/** Starts the operation whose end the payload reports. @returns its outcome. */
export async function beginWork(
  bot: PayloadBot,
  call: Call,
  payload: Payload,
  meaning: Meaning,
): Promise<() => Promise<unknown>> {
  if (meaning.verb === "hold") await bot.post(rosterOn(call), bot.cloud.callbackUrl());
  const invitationId = at(payload.body, 0, "data", "invitationId");
  bot.cloud.answer("/participants:add", { status: 202, body: { invitationId } });
  const work = workFor(call, payload, meaning);
  const end = work.then(
    (value: unknown) => value,
    (error: unknown) => error,
  );
  await work.accepted;
  return () => end;
}

/** Work about people has the context of the payload, and is about the one whom the payload names. */
function workFor(call: Call, payload: Payload, meaning: Meaning): Operation<unknown> {
  const context = textAt(meaning, "operationId") || "theirs";
  const providerOptions = { acs: { operationContext: context }, graph: { clientContext: context } };
  switch (meaning.verb) {
    case "play":
      return call.play(prompt);
    case "sendDtmf":
      return call.sendDtmf("1");
    case "addParticipant":
      return payload.cloud === "acs"
        ? call.addParticipant("+14255550199", { from: botNumber })
        : call.addParticipant(invited, { providerOptions });
    case "removeParticipant":
      return call.removeParticipant(partyOf(at(payload.body, 0, "data", "participant")), { providerOptions });
    case "hold":
      return call.hold(invited, { providerOptions });
    default:
      return call.transfer(invited);
  }
}

/** A roster of Graph with the one who was invited: only that says under which id they came. */
export function rosterOn(call: Call): unknown {
  const identity = { user: { id: invited.id } };
  const resourceData = [{ "@odata.type": "#microsoft.graph.participant", id: "p7", info: { identity } }];
  const resourceUrl = `/communications/calls/${call.providerCallId}/participants`;
  return { value: [{ changeType: "updated", resourceUrl, resourceData }] };
}
