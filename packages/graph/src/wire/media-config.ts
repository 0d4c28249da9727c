/** Where the media of a call are handled. */
export type WrittenMediaConfig =
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
export interface WrittenMediaInfo {
  readonly uri: string;
  readonly resourceId?: string | undefined;
}
