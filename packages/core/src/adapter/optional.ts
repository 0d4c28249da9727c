import type { CallAddress, Reply } from "./callback.js";

// What few providers have; today only Microsoft's clouds do. All of it is optional: an adapter that leaves it out has no line for it, and core does
// without. The rest of the contract reads without this file. (Lobbies belong here too: `Participant.inLobby`, which is among the words that bots see.)

/** Of `Verb`, for a provider with several clouds that do not have the same verbs. */
export interface CloudsOfVerb {
  /** The provider's clouds that have the verb, where not all of them do. */
  readonly clouds?: readonly string[];
}

/** Of `Limits`, for a provider that ends calls of which it hears nothing. The verb `keepAlive` belongs to it: one without the other is wrong. */
export interface KeepAliveLimits {
  /** How often the provider has to hear from us to keep a call, ms. Absent: never. */
  readonly keepAliveEveryMs?: number;
}

/** Of `VerbInputs`; core sends it. */
export interface KeepAliveInputs {
  /** Shows the provider that the bot is alive. */
  keepAlive: Record<never, never>;
}

/** Of `Principal`, for a provider whose senders act for tenants. `Webhook.refuseSender` compares it with what is kept of a call. */
export interface TenantOfPrincipal {
  /** The tenant that the token names. */
  readonly tenantId?: string;
}

/** Of `Webhook`, for a provider that takes an incoming call elsewhere. */
export interface RedirectsOfWebhook {
  /** True: the provider takes an incoming call to wherever a 302 says. Absent: it would lose the call, and `onIncomingRequest` is not asked. */
  readonly followsRedirects?: boolean;
}

/** Of `Observations`, for a provider with shared screens. */
export interface SharingObservations {
  /** That a participant shares a screen. */
  readonly contentSharing: boolean;
}

/** What a `ContentSharingSignal` says. */
export interface ContentSharing {
  readonly kind: "content-sharing";
  readonly change: "started" | "updated" | "ended";
  readonly sessionId: string;
}

/** Of `Parsed`, for a provider that asks the bot whether a participant may join. */
export interface AskOfParsed {
  /** A question whose answer is the HTTP response itself. */
  readonly ask?: Ask;
}

/** A participant under a recording policy is about to join; the sender waits for the decision. */
export interface Ask {
  readonly kind: "participant-joining";
  readonly call: CallAddress;
  /** How long the sender waits, ms. */
  readonly withinMs: number;
  reply(decision: JoiningDecision): Reply;
}

/** Let them in, refuse them with a reason, or name another bot to be invited for them. */
export type JoiningDecision = { readonly admit: true } | { readonly refuse: string } | { readonly invite: string };
