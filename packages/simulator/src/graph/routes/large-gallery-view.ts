import { operationRoute } from "../api/operation-route.js";
import type { GraphRoute } from "../api/route.js";
import { requireRole } from "../auth/authorize.js";
import { endOperation } from "../notify/operations.js";
import { sendRosters } from "../notify/participants.js";
import { clientContextBody } from "../wire/schemas.js";

/**
 * Adds the large gallery view to the call: a participant that stands for it comes into the roster (documented). That this needs a group
 * call, happens at once, and changes nothing the second time is ours. There is no picture.
 */
const addLargeGalleryView = operationRoute({
  operation: "POST calls/{call}/addLargeGalleryView",
  needs: "group",
  body: { schema: clientContextBody, sample: {} },
  status: "running",
  answer: 202,
  act({ principal, call }, operationId, graph) {
    requireRole(principal, "Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCall.All", "Calls.InitiateGroupCall.All");
    call.galleryView ??= graph.random.id();
    sendRosters(graph, call);
    endOperation(graph, call, operationId, { status: "completed" }, "addLargeGalleryView completed", "documented");
  },
});

export const largeGalleryViewRoutes: readonly GraphRoute[] = [addLargeGalleryView];
