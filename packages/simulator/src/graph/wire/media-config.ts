import { z } from "zod";

const mediaInfo = z.looseObject({ uri: z.url({ protocol: /^https?$/ }), resourceId: z.string().nullish() });

/** Told apart by its type (documented), or by its blob when it names none (ours). */
export const mediaConfigSchema = z.looseObject({
  "@odata.type": z.string().optional(),
  blob: z.string().nullish(),
  preFetchMedia: z.array(mediaInfo).nullish(),
});
export type MediaConfig = z.infer<typeof mediaConfigSchema>;

/** Who handles the media: the service, with prompts and tones, or the app itself. */
export function mediaHost(config: MediaConfig): "service" | "app" {
  const type = config["@odata.type"]?.toLowerCase();
  if (type === undefined) return typeof config.blob === "string" ? "app" : "service";
  return type.endsWith("apphostedmediaconfig") ? "app" : "service";
}
