/**
 * What `calling.join` can join. Each provider has some of them; the rest is refused with `unsupported`.
 *
 * - `teams-meeting`: by the join link of the invitation.
 * - `meeting-id`: by the meeting's number and passcode.
 * - `meeting-thread`: by chat thread and organizer, as a meetings API returns them.
 * - `meeting-token`: by the token of an invitation that the bot received.
 * - `group`, `room`, `server-call`: by the provider's id of a group call, a room or a call under way.
 */
export type JoinTarget =
  | { readonly kind: "teams-meeting"; readonly url: string }
  | { readonly kind: "meeting-id"; readonly id: string; readonly passcode?: string }
  | {
      readonly kind: "meeting-thread";
      readonly threadId: string;
      /** `"0"` for a scheduled meeting; the id of the conversation's first message for a channel meeting. */
      readonly messageId?: string;
      readonly organizer: { readonly id: string; readonly tenantId: string; readonly displayName?: string };
    }
  | { readonly kind: "meeting-token"; readonly token: string; readonly tenantId?: string }
  | { readonly kind: "group"; readonly id: string }
  | { readonly kind: "room"; readonly id: string }
  | { readonly kind: "server-call"; readonly id: string };
