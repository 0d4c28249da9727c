import { defineVerb, type JoinTarget, type VerbInputs } from "@trunkline/core";
import { z } from "zod";
import { mediaOptions, modalitiesOf, withMediaPermission, writeMedia } from "../kit/media-options.js";
import { meetingOf } from "../kit/meeting.js";
import { callHead, readOpened } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";
import { isRefusal, writeIdentitySet, writeParticipantInfo } from "../parties/party-to-identity.js";

const options = z.strictObject({
  ...mediaOptions,
  /** The tenant of the meeting, if its target does not name it. */
  tenantId: z.guid().optional(),
  /** Lets the meeting go on without its organizer. Default true, as in every documented example. */
  allowConversationWithoutHost: z.boolean().optional(),
});

/** Joins a Teams meeting. A guest may have to wait in the lobby; until then it is alone on the roster. */
export function join(kit: VerbKit) {
  const memoOf = ({ target }: VerbInputs["join"], own: z.output<typeof options> | undefined) => {
    const meeting = meetingOf(target);
    const named = isRefusal(meeting) ? undefined : meeting.tenantId;
    return {
      tenantId: own?.tenantId ?? named ?? kit.options.tenantId,
      group: true,
      appHosted: own?.mediaBlob !== undefined,
    };
  };
  return defineVerb<"join">()({
    options,
    permission: permissions.join,
    kinds: ["teams-meeting", "meeting-id", "meeting-thread", "meeting-token"] satisfies JoinTarget["kind"][],
    repeat: "never",
    refuse({ target }) {
      const meeting = meetingOf(target);
      return isRefusal(meeting) ? meeting : undefined;
    },
    memo: memoOf,
    async run({ target, as }, context, own) {
      const meeting = meetingOf(target);
      if (isRefusal(meeting)) throw new TypeError(meeting.message);
      const memo = memoOf({ target }, own);
      const { tenantId } = memo;
      const { meetingInfo, ...chat } = meeting.body;
      const body = {
        ...callHead(context),
        ...(as ? { source: writeParticipantInfo(writeIdentitySet("guest", as.id, as)) } : {}),
        requestedModalities: modalitiesOf(own),
        ...writeMedia("outgoing", own),
        ...chat,
        meetingInfo: withoutHost(meetingInfo, own?.allowConversationWithoutHost),
        tenantId,
      };
      const permission = as ? permissions.joinAsGuest : permissions.join;
      const answer = await kit.onCalls(context, tenantId, { body, permissions: withMediaPermission(permission, own) });
      return readOpened(answer, memo);
    },
  });
}

/** The examples send this member only with an organizer; otherwise it is sent if requested. */
function withoutHost<T extends { readonly "@odata.type": string }>(meeting: T, wanted: boolean | undefined): object {
  const organizer = meeting["@odata.type"] === "#microsoft.graph.organizerMeetingInfo";
  const value = wanted ?? (organizer ? true : undefined);
  return value === undefined ? meeting : { ...meeting, allowConversationWithoutHost: value };
}
