/** Keeps the line open for the longest time the API takes. */
export const pause = '<Response><Pause length="3600"/></Response>';

/** Plays files, then asks `next` what comes now. `loop="0"` is for ever. */
export function playThen(urls: readonly string[], loop: boolean, next: string): string {
  const plays = urls.map((url) => `<Play${loop ? ' loop="0"' : ""}>${inXml(url)}</Play>`).join("");
  return `<Response>${plays}<Redirect>${inXml(next)}</Redirect></Response>`;
}

function inXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
