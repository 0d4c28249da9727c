import { z } from "zod";
import { permissions } from "./verb-kit.js";

/** Provider options about what Graph reports of the call. A roster of differences is not among them: ours is always whole. */
const callOptions = z.strictObject({
  /** Reports when a participant starts and stops sharing a screen. */
  isContentSharingNotificationEnabled: z.boolean().optional(),
  /** Hides the bot once a one-to-one call becomes a group call. */
  hideBotAfterEscalation: z.boolean().optional(),
  /** Offers the bot's own interactive roster. */
  isInteractiveRosterEnabled: z.boolean().optional(),
});

/** Provider options of every verb that sets up media: create, join, answer. */
export const mediaOptions = {
  /** Media handled by the bot's own process: the session configuration of Microsoft's media platform, as text. No prompts and no tones then. */
  mediaBlob: z.string().min(1).optional(),
  /** Files that the service fetches ahead. `resourceId` is the key under which it keeps one. */
  preFetchMedia: z.array(z.strictObject({ uri: z.url(), resourceId: z.string().optional() })).optional(),
  /** Keeps the bot out of the mix that everybody hears. Group calls. */
  removeFromDefaultAudioGroup: z.boolean().optional(),
  /** What the call may carry. Default: audio. */
  modalities: z
    .array(z.enum(["audio", "video", "videoBasedScreenSharing"]))
    .min(1)
    .optional(),
  callOptions: callOptions.optional(),
};

const mediaSchema = z.object(mediaOptions);
type MediaOptions = z.output<typeof mediaSchema>;

/** The modalities of a request. */
export function modalitiesOf(options: MediaOptions | undefined): readonly string[] {
  return options?.modalities ?? ["audio"];
}

/** The permission that app-hosted media need in addition to the verb's own. */
export function withMediaPermission(permission: string, options: MediaOptions | undefined): readonly string[] {
  return options?.mediaBlob === undefined ? [permission] : [permission, permissions.accessMedia];
}

/** The part of a request that sets up media. The type of its `callOptions` depends on the direction; they are absent when none were given. */
export function writeMedia(direction: "outgoing" | "incoming", options: MediaOptions | undefined): object {
  const given = options?.callOptions;
  return {
    callOptions: given && { "@odata.type": `#microsoft.graph.${direction}CallOptions`, ...given },
    mediaConfig: writeMediaConfig(options),
  };
}

/** The `mediaConfig` of a request: service-hosted unless the bot brings its own media. */
function writeMediaConfig(options: MediaOptions | undefined): WrittenMediaConfig {
  const removeFromDefaultAudioGroup = options?.removeFromDefaultAudioGroup;
  if (options?.mediaBlob !== undefined) {
    return {
      "@odata.type": "#microsoft.graph.appHostedMediaConfig",
      blob: options.mediaBlob,
      removeFromDefaultAudioGroup,
    };
  }
  return {
    "@odata.type": "#microsoft.graph.serviceHostedMediaConfig",
    preFetchMedia: options?.preFetchMedia?.map(({ uri, resourceId }) => ({ uri, resourceId })),
    removeFromDefaultAudioGroup,
  };
}

/** Where the media of a call are handled. */
type WrittenMediaConfig =
  | {
      readonly "@odata.type": "#microsoft.graph.serviceHostedMediaConfig";
      readonly preFetchMedia?: readonly WrittenMediaInfo[] | undefined;
      readonly removeFromDefaultAudioGroup?: boolean | undefined;
    }
  | {
      readonly "@odata.type": "#microsoft.graph.appHostedMediaConfig";
      readonly blob: string;
      readonly removeFromDefaultAudioGroup?: boolean | undefined;
    };

/** A media file. `resourceId` is the key under which the service keeps it. */
interface WrittenMediaInfo {
  readonly uri: string;
  readonly resourceId?: string | undefined;
}
