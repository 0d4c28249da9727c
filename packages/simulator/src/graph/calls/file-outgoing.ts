import type { GraphRequest } from "../api/graph-route.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";
import type { CreateCallBody } from "../wire/create-call-body.js";
import { identitySetOf } from "../wire/identity.js";
import type { DialPlan } from "./dial-plan.js";
import type { GraphCall } from "./graph-call.js";

const nothing = { endpointType: null, region: null, languageId: null } as const;

/** Files a call that an app is about to make: what it asked for, with what the service fills in (documented by the answers). */
export function fileOutgoing(
  graph: GraphContext,
  request: GraphRequest,
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
    appId: request.principal.appId,
    tenantId: request.principal.tenantId,
    direction: "outgoing",
    version: request.version,
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
    told: false,
  };
  graph.calls.add(call);
  return call;
}

/** What came in as JSON and was checked goes out as it came. */
function jsonOf(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
