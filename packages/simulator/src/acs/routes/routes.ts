import type { AcsRoute } from "../api/route.js";
import { callRoutes } from "./calls.js";
import { connectRoutes } from "./connect.js";
import { holdRoutes } from "./hold.js";
import { identityRoutes } from "./identities.js";
import { incomingCallRoutes } from "./incoming-calls.js";
import { invitationRoutes } from "./invitations.js";
import { mediaRoutes } from "./media.js";
import { participantRoutes } from "./participants.js";
import { roomRoutes } from "./rooms.js";
import { toneRoutes } from "./tones.js";

/** The operations that are simulated: a file for each topic, and in it everything about its operations. */
export const acsRoutes: readonly AcsRoute[] = [
  ...callRoutes,
  ...connectRoutes,
  ...incomingCallRoutes,
  ...mediaRoutes,
  ...toneRoutes,
  ...holdRoutes,
  ...participantRoutes,
  ...invitationRoutes,
  ...roomRoutes,
  ...identityRoutes,
];
