import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { gridEvent, incomingCallEvent, midCallEvent } from "../kit/callbacks.js";
import { botNumber, providers } from "../kit/cast.js";
import { startTarget } from "./kit/target.js";

/** A listener that counts connections, of which there must be none. */
async function startTrap() {
  let visits = 0;
  const server = createServer((socket) => {
    visits++;
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The trap has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/trap`,
    visits: () => visits,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Every member of an event that may hold a URL, on either cloud, and some that might one day. */
const members = [
  "validationUrl",
  "callbackUri",
  "callbackUrl",
  "contentLocation",
  "metadataLocation",
  "deleteLocation",
  "recordingUrl",
  "recordingLocation",
  "recordingAccessUrl",
  "transportUrl",
  "joinWebUrl",
  "uri",
  "url",
  "href",
  "$ref",
  "dataschema",
  "subscriptionUri",
  "inviteUri",
  "wwwUrl",
  "@odata.id",
  "@odata.context",
  "@odata.nextLink",
  "@odata.mediaReadLink",
] as const;

const baited = (url: string) => Object.fromEntries(members.map((name) => [name, url]));

/** Events of Event Grid, the call service and Graph with the URL in every such member. */
const bait = {
  eventGrid: (url: string): readonly object[] => [
    [gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", { validationCode: "c", ...baited(url) })],
    [gridEvent("Microsoft.EventGrid.SubscriptionDeletedEvent", { eventSubscriptionId: url, ...baited(url) })],
    [
      gridEvent("Microsoft.Communication.RecordingFileStatusUpdated", {
        recordingStorageInfo: {
          recordingChunks: [{ documentId: "d", index: 0, endReason: "SessionEnded", ...baited(url) }],
        },
        ...baited(url),
      }),
    ],
    [{ ...incomingCallEvent(), topic: url, dataSchema: url, ...baited(url) }],
  ],
  acs: (url: string, callId: string): readonly object[] =>
    ["PlayFailed", "ParticipantsUpdated", "RecordingStateChanged", "MediaStreamingStarted", "SomethingNew"].map(
      (name) => [{ ...midCallEvent(name, callId, baited(url)), dataschema: url, ...baited(url) }],
    ),
  graph: (url: string, callId: string): readonly object[] =>
    ["call", "playPromptOperation", "recordOperation", "participant", "contentSharingSession"].map((type) => ({
      value: [
        {
          changeType: "updated",
          resourceUrl: `${url}/communications/calls/${callId}`,
          resource: `${url}/communications/calls/${callId}`,
          resourceData: { "@odata.type": `#microsoft.graph.${type}`, ...baited(url) },
          ...baited(url),
        },
      ],
    })),
};

describe.each(providers)("on %s", (provider) => {
  test("no URL in an event is ever requested", { tags: "endpoint/no-fetching" }, async () => {
    await using trap = await startTrap();
    await using at = await startTarget(provider, { calling: { onUnhandled: { redirect: botNumber } } });
    const { secret } = at.stage.simulator.acs.eventGrid;
    const callId = at.call.providerCallId ?? "";
    for (const body of bait[provider](trap.url, callId))
      expect((await at.sendAs(`Bearer ${at.token()}`, { body: JSON.stringify(body) })).status).toBeLessThan(300);
    if (provider === "acs")
      for (const body of bait.eventGrid(trap.url))
        expect(
          (await at.send({ target: `${at.webhook}?eventgrid=${secret}`, body: JSON.stringify(body) })).status,
        ).toBe(200);
    const headers = [
      "Referer",
      "Origin",
      "WebHook-Request-Callback",
      "WebHook-Request-Origin",
      "Link",
      "X-Forwarded-Host",
    ];
    for (const name of headers)
      for (const method of ["POST", "OPTIONS"])
        await at.send({ method, target: `${at.webhook}?eventgrid=${secret}`, headers: [[name, trap.url]], body: "" });
    await at.stage.advance(30 * 60_000);
    await at.stage.when(at.call.hangUp());
    expect(trap.visits()).toBe(0);
    await fetch(trap.url).catch(() => {});
    expect(trap.visits()).toBe(1);
  });
});
