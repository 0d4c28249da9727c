import type { Bot } from "../../engine/bot.js";

/** How a bot wants its announcements wrapped. */
export type EventSchema = "event-grid" | "cloud-events";

/** The resource in topics: Event Grid speaks of resources by their path. */
export const TOPIC =
  "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/simulator/providers/Microsoft.Communication/communicationServices/simulator";

/** Upper case, as Event Grid sends it (documented). */
export function subscriptionName(bot: Pick<Bot, "id">): string {
  return bot.id.toUpperCase().replace(/[^A-Z0-9-]/g, "-");
}
