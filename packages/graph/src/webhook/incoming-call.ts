import { type IncomingSignal, type Party, partyKey } from "@trunkline/core";
import type { ReadCall } from "../client/entities.js";
import { permissions } from "../kit/verb-kit.js";
import type { Memo } from "../memo.js";
import { identityToParty, isEncrypted } from "../parties/identity-to-party.js";
import { type Notification, signalBase } from "./notification.js";

/** Policy-based recording leaves a third of the usual time (documented). */
const recordingAnswerMs = 5_000;

const encryptedWarning =
  "The caller's identity arrived encrypted. Grant the application one of these permissions and have an admin consent: " +
  `${Object.values(permissions).sort().join(", ")}.`;

/** Somebody calls the bot, or invites it to a group call or meeting. */
export function readIncoming(notification: Notification, call: ReadCall): IncomingSignal {
  const { numbers, path } = notification;
  const source = call.source?.identity;
  const group = Boolean(call.meetingInfo ?? call.chatInfo);
  const called = call.targets?.[0]?.identity;
  const to = identityToParty(called, numbers);
  // A route may only say that the called number was looked up: no other party was called before.
  const forwardedFrom = (call.callRoutes ?? [])
    .flatMap((route): readonly Party[] => (route.original ? [identityToParty(route.original, numbers)] : []))
    .filter((original) => partyKey(original) !== partyKey(to));
  return {
    kind: "incoming",
    id: "incoming",
    from: identityToParty(source, numbers),
    to,
    ...signalBase(notification),
    // Whatever address it arrived at, it announces a new call.
    ...(path.callId ? { call: { alias: path.callId } } : {}),
    ...(forwardedFrom.length > 0 ? { forwardedFrom } : {}),
    ...(call.callChainId ? { chainId: call.callChainId } : {}),
    ...(group ? { group } : {}),
    ...(isForRecording(call) ? { answerWithinMs: recordingAnswerMs } : {}),
    ...(isEncrypted(source) ? { warnings: [encryptedWarning] } : {}),
    memo: { tenantId: tenantOf(notification, call), group, ...ownId(call) } satisfies Memo,
  };
}

/** The tenant that the token speaks for: a `tenantId` of the call has been compared with it. Without one, the tenant of the called party or of the call, otherwise the default. */
function tenantOf({ principal, defaultTenant }: Notification, { tenantId, targets }: ReadCall): string {
  const called = targets?.[0]?.identity;
  const party = called?.applicationInstance ?? called?.application ?? called?.user;
  return principal.tenantId ?? party?.tenantId ?? tenantId ?? defaultTenant;
}

function ownId({ myParticipantId }: ReadCall): Pick<Memo, "participantId"> {
  return myParticipantId ? { participantId: myParticipantId } : {};
}

/** Bot data, or a participant who is observed: then the call is offered under a recording policy. */
function isForRecording(call: ReadCall): boolean {
  return Boolean(call.applicationMetadata?.botData ?? call.incomingContext?.observedParticipantId);
}
