import type { GraphRoute } from "../api/route.js";
import { audioRoutingGroupRoutes } from "./audio-routing-groups.js";
import { callRoutes } from "./calls.js";
import { contentSharingRoutes } from "./content-sharing.js";
import { deviceQualityRoutes } from "./device-quality.js";
import { holdMusicRoutes } from "./hold-music.js";
import { incomingCallRoutes } from "./incoming-calls.js";
import { invitationRoutes } from "./invitations.js";
import { largeGalleryViewRoutes } from "./large-gallery-view.js";
import { mediaRoutes } from "./media.js";
import { mutingRoutes } from "./muting.js";
import { operationRoutes } from "./operations.js";
import { participantRoutes } from "./participants.js";
import { toneRoutes } from "./tones.js";
import { transferRoutes } from "./transfers.js";

/** The operations that are simulated: a file for each topic, and in it everything about its operations. */
export const graphRoutes: readonly GraphRoute[] = [
  ...callRoutes,
  ...incomingCallRoutes,
  ...transferRoutes,
  ...mediaRoutes,
  ...toneRoutes,
  ...participantRoutes,
  ...invitationRoutes,
  ...mutingRoutes,
  ...holdMusicRoutes,
  ...contentSharingRoutes,
  ...largeGalleryViewRoutes,
  ...audioRoutingGroupRoutes,
  ...deviceQualityRoutes,
  ...operationRoutes,
];
