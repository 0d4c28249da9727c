import type { ApplicationParty, GuestParty, UnknownParty, UserParty } from "./party.js";

interface DirectoryOptions {
  readonly tenantId?: string;
  readonly displayName?: string;
}

function user(id: string, options: DirectoryOptions = {}): UserParty {
  return { kind: "user", id, ...options };
}

function application(id: string, options: DirectoryOptions = {}): ApplicationParty {
  return { kind: "application", id, ...options };
}

function guest(who: { readonly id: string; readonly displayName: string }): GuestParty {
  return { kind: "guest", id: who.id, displayName: who.displayName };
}

function unknown(rawId: string, options: { readonly displayName?: string } = {}): UnknownParty {
  return { kind: "unknown", rawId, ...options };
}

/** Makes the parties that are not telephones; `phone()` makes those. */
export const party = { user, application, guest, unknown } as const;
