import { z } from "zod";
import { done, type GraphRoute, route } from "../api/route.js";
import { requireRole } from "../auth/authorize.js";
import { badRequest } from "../wire/errors.js";

/** What the metadata requires of a report; each of its qualities has some twenty figures, which are not looked at. */
const qualitySchema = z.looseObject({
  callChainId: z.guid(),
  participantId: z.guid(),
  mediaLegId: z.guid(),
  deviceName: z.string(),
  deviceDescription: z.string(),
  mediaQualityList: z.array(z.record(z.string(), z.unknown())),
  cloudServiceName: z.unknown().optional(),
  cloudServiceInstanceName: z.unknown().optional(),
  cloudServiceDeploymentId: z.unknown().optional(),
  cloudServiceDeploymentEnvironment: z.unknown().optional(),
});

const exampleId = "0622673d-9f69-49b3-9d4f-5ec64f42ecce";

/**
 * The partners' gateways for video rooms report how good their devices' media were: 200 with nothing in it, and a `User-Agent` is required
 * (documented). The figures go nowhere, and whether there is such a call is not checked (ours).
 */
const logDeviceQuality = route({
  operation: "POST calls/logTeleconferenceDeviceQuality",
  title: "logTeleconferenceDeviceQuality",
  body: {
    schema: z.looseObject({ quality: qualitySchema }),
    sample: {
      quality: {
        callChainId: exampleId,
        participantId: exampleId,
        mediaLegId: exampleId,
        deviceName: "TestAgent",
        deviceDescription: "TestDescription",
        mediaQualityList: [{ "@odata.type": "#microsoft.graph.teleconferenceDeviceAudioQuality", channelIndex: 1 }],
      },
    },
  },
  handle({ principal, header }) {
    requireRole(principal, "Calls.AccessMedia.All");
    if (!header("user-agent")) throw badRequest("User-Agent: this header is required.");
    return done;
  },
});

export const deviceQualityRoutes: readonly GraphRoute[] = [logDeviceQuality];
