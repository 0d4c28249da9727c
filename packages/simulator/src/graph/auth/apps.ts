import type { BotRegistration } from "../../wire/settings.js";
import type { WireContext } from "../../wire/wire.js";
import type { BehaviorControl } from "../wire/behavior.js";
import { type CallRole, callRoles, type FederatedCredential } from "../wire/behavior.js";

/** What the endpoints of Entra and the check of a request need. */
export interface AuthContext extends WireContext {
  readonly behavior: BehaviorControl;
  /** How bots registered, by bot id. */
  readonly registrations: Map<string, BotRegistration>;
}

/** An app as its tenant's administrator sees it. */
export interface KnownApp {
  readonly appId: string;
  readonly clientSecret: string;
  readonly roles: readonly CallRole[];
  /** PEM. */
  readonly certificates: readonly string[];
  readonly federated: readonly FederatedCredential[];
}

/** The app with a client id: the simulator's own, one that a bot is registered with, or one that the behavior lists. */
export function findApp(graph: AuthContext, appId: string): KnownApp | undefined {
  const id = appId.toLowerCase();
  const { credentials, registrations } = graph;
  const listed = graph.behavior.current().apps[id];
  const registered = [...registrations.values()].some((bot) => bot.application?.toLowerCase() === id);
  if (!listed && !registered && id !== credentials.graph.appId) return undefined;
  return {
    appId: id,
    clientSecret: listed?.clientSecret ?? credentials.graph.clientSecret,
    roles: listed?.roles ?? callRoles,
    certificates: listed?.certificates ?? [],
    federated: listed?.federated ?? [],
  };
}
