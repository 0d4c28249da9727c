import type { JoinCall } from "../../engine/bot-requests.js";
import type { Leg } from "../../engine/call.js";
import { type Bot, type Party, sameParty } from "../../engine/party.js";
import { type Principal, requireRole } from "../auth/authorize.js";
import { jsonOf } from "../wire/body.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { identitySetOf, partyFrom } from "../wire/identity.js";
import type { CreateCallBody } from "../wire/schemas.js";
import { botOf, numberOf } from "./bots.js";
import type { ApiVersion, GraphCall, GraphContext } from "./context.js";
import { meetingPlace } from "./meeting-place.js";

/** What a create request amounts to. */
type DialPlan = { readonly bot: Bot; readonly source: Party } & (
  | {
      readonly kind: "peer" | "group";
      readonly from: Party;
      readonly to: readonly [Party, ...Party[]];
      readonly ringMs: number;
    }
  | { readonly kind: "join"; readonly place: JoinCall["place"] }
);

/** How long a call rings when the bot does not say (ours). */
const RING_MS = 60_000;
/** A new group call has no more callees than this (documented). */
const MOST_IN_GROUP = 5;

/** Reads what is to be dialed or joined and checks that the app may (roles: documented by each example). */
export function dialPlan(graph: GraphContext, bot: Bot, principal: Principal, body: CreateCallBody): DialPlan {
  const source = body.source ? partyFrom(body.source.identity, "source") : bot.addresses[0];
  if (body.meetingInfo || body.chatInfo) {
    requireRole(principal, source.kind === "guest" ? "Calls.JoinGroupCallAsGuest.All" : "Calls.JoinGroupCall.All");
    return { kind: "join", bot, source, place: meetingPlace(graph, body.meetingInfo, body.chatInfo) };
  }
  const [first, ...others] = (body.targets ?? []).map((target, index) =>
    partyFrom(target.identity, `targets.${index}`),
  );
  if (!first) throw badRequest("targets: name whom to call, or a meeting in chatInfo and meetingInfo.");
  const ringMs = body.ringingTimeoutInSeconds ? body.ringingTimeoutInSeconds * 1000 : RING_MS;
  if (others.length === 0) {
    requireRole(principal, "Calls.Initiate.All");
    return { kind: "peer", ...caller(graph, bot, principal, source, first), source, to: [first], ringMs };
  }
  requireRole(principal, "Calls.InitiateGroupCall.All");
  const to = [first, ...others] as const;
  if (to.length > MOST_IN_GROUP)
    throw badRequest(`targets: a new group call has at most ${MOST_IN_GROUP}, not ${to.length}.`);
  if (to.some((party) => party.kind === "phone"))
    throw badRequest("targets: telephones cannot be called into a new group call.");
  return { kind: "group", ...caller(graph, bot, principal, source, first), source, to: [first, ...others], ringMs };
}

/** Carries it out; the leg has the id given. */
export function dial(graph: GraphContext, id: string, plan: DialPlan, subject: string | null | undefined): Leg {
  const { bots } = graph.engine;
  if (plan.kind === "join")
    return bots.join({ legId: id, botId: plan.bot.id, place: plan.place, ...asGuest(plan.source) });
  const { kind, from, to, ringMs } = plan;
  return bots.create({
    legId: id,
    botId: plan.bot.id,
    from,
    to,
    kind: kind === "peer" ? "one-to-one" : "group",
    ringMs,
    ...(subject ? { subject } : {}),
  });
}

/**
 * As whom the bot calls: an application instance calls with its number, which a telephone needs (documented; that others are
 * refused with 7507 was observed, its status is ours).
 */
function caller(
  graph: GraphContext,
  bot: Bot,
  principal: Principal,
  source: Party,
  callee: Party,
): { readonly bot: Bot; readonly from: Party } {
  if (source.kind === "application-instance") {
    const owner = botOf(graph, principal.appId, source.id);
    const number = owner && numberOf(owner);
    if (!owner || (callee.kind === "phone" && !number)) throw invalidSource();
    return { bot: owner, from: callee.kind === "phone" && number ? number : source };
  }
  if (callee.kind === "phone" || source.kind !== "application") throw invalidSource();
  if (!bot.addresses.some((own) => sameParty(own, source))) throw invalidSource();
  return { bot, from: bot.addresses[0] };
}

export function invalidSource(): GraphFailure {
  return new GraphFailure(403, "7507", "Call source identity invalid.", "observed");
}

function asGuest(source: Party): Pick<JoinCall, "as" | "displayName"> {
  return source.kind === "guest" ? { as: source, displayName: source.displayName } : {};
}

const nothing = { endpointType: null, region: null, languageId: null } as const;

/** Files a call that an app is about to make: what it asked for, with what the service fills in (documented by the answers). */
export function fileOutgoing(
  graph: GraphContext,
  asked: { readonly principal: Principal; readonly version: ApiVersion },
  body: CreateCallBody,
  plan: DialPlan,
): GraphCall {
  const meeting = jsonOf({
    ...(body.chatInfo
      ? { chatInfo: { ...body.chatInfo, replyChainMessageId: body.chatInfo.replyChainMessageId ?? null } }
      : {}),
    ...(body.meetingInfo ? { meetingInfo: body.meetingInfo } : {}),
  });
  const call: GraphCall = {
    id: graph.random.id(),
    botId: plan.bot.id,
    appId: asked.principal.appId,
    tenantId: asked.principal.tenantId,
    direction: "outgoing",
    version: asked.version,
    callbackUri: body.callbackUri,
    state: "establishing",
    described: {
      callRoutes: [],
      source: {
        "@odata.type": "#microsoft.graph.participantInfo",
        identity: body.source ? jsonOf(body.source.identity) : identitySetOf(plan.source, plan.bot.displayName),
        countryCode: null,
        ...nothing,
      },
      targets: (body.targets ?? []).map((target) => ({ ...nothing, replacesCallId: null, ...jsonOf(target) })),
      requestedModalities: body.requestedModalities,
      ringingTimeoutInSeconds: body.ringingTimeoutInSeconds ?? null,
      subject: body.subject ?? null,
      ...(body.callOptions ? { callOptions: jsonOf(body.callOptions) } : {}),
      ...meeting,
    },
    repeated: meeting,
    media: body.mediaConfig,
    contentSharing: body.callOptions?.isContentSharingNotificationEnabled ?? false,
    operations: new Map(),
    invitations: new Map(),
    audioRoutingGroups: new Map(),
    sharesScreen: false,
    establishingSent: false,
  };
  graph.calls.add(call);
  return call;
}
