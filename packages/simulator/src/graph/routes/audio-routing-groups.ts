import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import { type GraphRoute, gone, noBody, ok } from "../api/route.js";
import { type Principal, requireRole } from "../auth/authorize.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { participantIn } from "../calls/roster.js";
import type { JsonObject } from "../wire/body.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { anyCase } from "../wire/schemas.js";

// A private route adds to what the receivers hear anyway: only those who were invited without the default group
// (`removeFromDefaultAudioRoutingGroup`, 501 here) would hear less. So the groups are kept, and change no sound.

const groupSchema = z.looseObject({
  id: z.string().min(1).nullish(),
  routingMode: anyCase(["oneToOne", "multicast"]),
  sources: z.array(z.string()),
  receivers: z.array(z.string()),
});
type RoutingGroup = z.infer<typeof groupSchema>;

const inMetadata = (root: string, { id }: GraphCall): string =>
  `${root}/$metadata#communications/calls('${id}')/audioRoutingGroups`;

/** The groups that this bot has made (documented). */
const listGroups = callRoute({
  operation: "GET calls/{call}/audioRoutingGroups",
  title: "list audio routing groups",
  body: noBody,
  handle({ principal, call, root }) {
    mayRoute(principal);
    return ok({ "@odata.context": inMetadata(root, call), value: [...call.audioRoutingGroups.values()] });
  },
});

/** Makes one: 200, although something was created (documented). The id may be chosen, as the examples do; one that is taken is a conflict (ours). */
const createGroup = callRoute({
  operation: "POST calls/{call}/audioRoutingGroups",
  title: "create audio routing group",
  needs: "group",
  body: {
    schema: groupSchema,
    sample: { routingMode: "oneToOne", sources: ["{participant}"], receivers: ["{participant}"] },
  },
  handle({ principal, call, root, body }, graph) {
    mayRoute(principal);
    const id = body.id ?? graph.random.id();
    if (call.audioRoutingGroups.has(id))
      throw new GraphFailure(409, "8519", `Conflict: there is an audio routing group "${id}" already.`);
    return kept(graph, call, root, id, body);
  },
});

const getGroup = callRoute({
  operation: "GET calls/{call}/audioRoutingGroups/{group}",
  title: "get audio routing group",
  body: noBody,
  handle({ principal, call, root, id }) {
    mayRoute(principal);
    return ok({ "@odata.context": `${inMetadata(root, call)}/$entity`, ...groupIn(call, id("group")) });
  },
});

/** Changes its sources and receivers; what is not given stays (documented). */
const updateGroup = callRoute({
  operation: "PATCH calls/{call}/audioRoutingGroups/{group}",
  title: "update audio routing group",
  needs: "group",
  body: { schema: groupSchema.partial(), sample: {} },
  handle({ principal, call, root, id, body }, graph) {
    mayRoute(principal);
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const known = groupIn(call, id("group"));
    return kept(graph, call, root, id("group"), groupSchema.parse({ ...known, ...given }));
  },
});

const deleteGroup = callRoute({
  operation: "DELETE calls/{call}/audioRoutingGroups/{group}",
  title: "delete audio routing group",
  body: noBody,
  handle({ principal, call, id }) {
    mayRoute(principal);
    groupIn(call, id("group"));
    call.audioRoutingGroups.delete(id("group"));
    return gone;
  },
});

/** Each of the pages names both roles. */
function mayRoute(principal: Principal): void {
  requireRole(principal, "Calls.JoinGroupCall.All", "Calls.InitiateGroupCall.All");
}

function groupIn(call: GraphCall, id: string): JsonObject {
  const group = call.audioRoutingGroups.get(id);
  if (!group) throw new GraphFailure(404, "NotFound", `The call has no audio routing group "${id}".`);
  return group;
}

/** Checks a group and files it. Its restrictions are documented, their refusals ours. */
function kept(
  graph: GraphContext,
  call: GraphCall,
  root: string,
  id: string,
  { routingMode, sources, receivers }: RoutingGroup,
): ReturnType<typeof ok> {
  if (sources.length !== 1) throw badRequest("sources: an audio routing group has one source.");
  if (routingMode === "oneToOne" && receivers.length !== 1)
    throw badRequest("receivers: a oneToOne group has one receiver; use multicast for several.");
  if (receivers.length === 0) throw badRequest("receivers: name at least one.");
  for (const participant of [...sources, ...receivers]) participantIn(graph, call, participant);
  const group = { "@odata.type": "#microsoft.graph.audioRoutingGroup", id, routingMode, sources, receivers };
  call.audioRoutingGroups.set(id, group);
  return ok({ "@odata.context": `${inMetadata(root, call)}/$entity`, ...group });
}

export const audioRoutingGroupRoutes: readonly GraphRoute[] = [
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
];
