import type { BotEvent } from "../../engine/events.js";
import { defaultName, type Party, partyKey } from "../../engine/party.js";
import { findApp } from "../auth/apps.js";
import type { JsonObject } from "../wire/body.js";
import { encryptedId, encryptedIdentitySet, identitySetOf } from "../wire/identity.js";
import { appIdOf } from "./bots.js";
import type { GraphCall, GraphContext } from "./context.js";
import { joinTokenOf } from "./meeting-place.js";

/** Files a call that is offered to a bot. */
export function fileIncoming(graph: GraphContext, event: Extract<BotEvent, { type: "offered" }>): GraphCall {
  const { bot, leg, from } = event;
  const ownTenant = "tenantId" in leg.party ? leg.party.tenantId : undefined;
  const tenantId = ownTenant ?? ("tenantId" in from ? from.tenantId : undefined) ?? graph.credentials.graph.tenantId;
  const call: GraphCall = {
    id: leg.id,
    botId: bot.id,
    appId: appIdOf(bot),
    tenantId,
    direction: "incoming",
    version: "v1.0",
    callbackUri: bot.webhookUrl,
    state: "incoming",
    described: describeIncoming(graph, event),
    repeated: {},
    contentSharing: false,
    operations: new Map(),
    invitations: new Map(),
    audioRoutingGroups: new Map(),
    sharesScreen: false,
    establishingSent: false,
  };
  graph.calls.add(call);
  return call;
}

type Offered = Extract<BotEvent, { type: "offered" }>;

/** Who calls whom, and how the call came here: the members of an incoming call that stay. */
function describeIncoming(graph: GraphContext, event: Offered): JsonObject {
  const { bot, call, leg, from } = event;
  const target = presented(event);
  const recorded = graph.registrations.get(bot.id)?.policyRecording === true;
  const invited = call.kind !== "one-to-one" || recorded;
  const caller = call.legs.find((other) => partyKey(other.party) === partyKey(from));
  return {
    callRoutes: routes(event, target),
    source: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: knowsCallers(graph, appIdOf(bot))
        ? identitySetOf(from, nameOf(graph, from))
        : encryptedIdentitySet(encryptedId(partyKey(from))),
      region: null,
      languageId: null,
    },
    targets: [
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: identitySetOf(target, bot.displayName),
        endpointType: "default",
        id: leg.participantId,
        region: null,
        languageId: null,
      },
    ],
    requestedModalities: ["audio"],
    ...(call.subject === undefined ? {} : { subject: call.subject }),
    ...(invited
      ? { meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token: joinTokenOf(call.id) } }
      : {}),
    incomingContext: {
      "@odata.type": "#microsoft.graph.incomingContext",
      ...(caller ? { sourceParticipantId: caller.participantId } : {}),
      ...(recorded && caller ? { observedParticipantId: caller.participantId } : {}),
      ...(leg.transferredBy ? { transferor: identitySetOf(leg.transferredBy) } : {}),
    },
    ...(recorded ? { applicationMetadata: { botData: botData() } } : {}),
  };
}

/** The bot's address as the API prints it: a number is shown as the application instance that has it (documented). */
function presented({ bot, leg }: Offered): Party {
  if (leg.party.kind !== "phone") return leg.party;
  return bot.addresses.find((party) => party.kind === "application-instance") ?? leg.party;
}

/** A number that was looked up, and those who sent the call on (documented: `lookup` and `forwarded`). */
function routes({ leg }: Offered, target: Party): readonly JsonObject[] {
  const route = (routingType: string, original: Party): JsonObject => ({
    "@odata.type": "#microsoft.graph.callRoute",
    routingType,
    original: identitySetOf(original),
    final: identitySetOf(target),
  });
  const forwarded = leg.forwardedFrom.map((original) => route("forwarded", original));
  return leg.party.kind === "phone" ? [route("lookup", leg.party), ...forwarded] : forwarded;
}

/** Without any role of calling, the app does not learn who calls (documented). */
function knowsCallers(graph: GraphContext, appId: string): boolean {
  return (findApp(graph, appId)?.roles.length ?? 0) > 0;
}

function nameOf(graph: GraphContext, party: Party): string {
  const { population } = graph.engine;
  return (population.personAt(party) ?? population.botAt(party))?.displayName ?? defaultName(party);
}

/** Why a policy-based recording bot was invited (documented shape; the values are ours). */
function botData(): JsonObject {
  return {
    mediaHostedRegion: "USEA",
    user: { participationMethod: "callee", clientLocation: "US" },
    inviteReasons: ["PolicyBasedRecording"],
    policyIdentifier: "Simulated policy",
    pairedRecorders: [],
    otherRecorders: [],
  };
}
