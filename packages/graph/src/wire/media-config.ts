/** Where the media of a call are handled. */
export type WrittenMediaConfig =
  | {
      readonly "@odata.type": "#microsoft.graph.serviceHostedMediaConfig";
      readonly preFetchMedia?: readonly WrittenMediaInfo[];
      readonly removeFromDefaultAudioGroup?: boolean;
    }
  | {
      readonly "@odata.type": "#microsoft.graph.appHostedMediaConfig";
      readonly blob: string;
      readonly removeFromDefaultAudioGroup?: boolean;
    };

/** A media file. `resourceId` is the key under which the service keeps it. */
export interface WrittenMediaInfo {
  readonly uri: string;
  readonly resourceId?: string;
}
