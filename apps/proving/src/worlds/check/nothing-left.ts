import type { Played } from "../play/play-scenario.js";

/** When everybody has hung up and time has passed, nothing is waited for, kept or left running. */
export function nothingLeft({ diary, live, remembered, onTheLine, timers }: Played): readonly string[] {
  return [
    ...[...diary.awaited].map((what) => `"${what}" was never settled`),
    ...live.map((ref) => `${diary.nameOf(ref) ?? ref} still counts as live`),
    ...(remembered.length > 0 ? [`the store still remembers ${remembered.length} calls`] : []),
    ...(onTheLine > 0 ? [`${onTheLine} calls go on at the cloud`] : []),
    ...(timers > 0 ? [`${timers} timers were left behind`] : []),
  ];
}
