import { z } from "zod";
import type { BotAnswer } from "../../delivery/delivery.js";
import { jsonBody } from "../../delivery/delivery.js";
import type { BotEvent } from "../../engine/events.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { fileIncoming } from "../calls/incoming.js";
import { announce, incomingData } from "./incoming-call.js";
import { notify } from "./notify.js";

type Offered = Extract<BotEvent, { type: "offered" }>;

const responseSchema = z.discriminatedUnion("@odata.type", [
  z.looseObject({ "@odata.type": z.literal("#microsoft.graph.acceptJoinResponse") }),
  z.looseObject({ "@odata.type": z.literal("#microsoft.graph.rejectJoinResponse"), reason: z.string().nullish() }),
  z.looseObject({ "@odata.type": z.literal("#microsoft.graph.inviteNewBotResponse"), inviteUri: z.url() }),
]);

/** The call of a recording bot that has room for one more participant. */
export function recorderWithRoom(graph: GraphContext, botId: string): GraphCall | undefined {
  return graph.calls
    .all()
    .find((call) => call.botId === botId && call.recording && 1 + call.recording.joined.size < call.recording.capacity);
}

/**
 * Asks a recording bot whether it takes one more participant into a call that it has; the answer is its HTTP response
 * (documented; the notification's envelope is ours). No answer, or another one: the offer runs out.
 */
export function askToJoin(graph: GraphContext, recorder: GraphCall, event: Offered): void {
  const joining = fileIncoming(graph, event);
  graph.calls.remove(joining.id);
  notify(graph, recorder, {
    title: "participant joining",
    tag: "ours",
    changeType: "created",
    data: { "@odata.type": "#microsoft.graph.participantJoiningNotification", call: incomingData(graph, joining) },
    settled: (answer) => decide(graph, recorder, joining, answer),
  });
}

function decide(graph: GraphContext, recorder: GraphCall, joining: GraphCall, answer: BotAnswer | undefined): void {
  const leg = graph.engine.calls.leg(joining.id);
  if (leg?.state !== "ringing") return;
  const response = responseSchema.safeParse(jsonBody(answer)).data;
  switch (response?.["@odata.type"]) {
    case "#microsoft.graph.acceptJoinResponse":
      recorder.recording?.joined.set(joining.id, leg);
      graph.engine.bots.answer(joining.id);
      return;
    case "#microsoft.graph.rejectJoinResponse":
      graph.engine.bots.reject(joining.id, "forbidden");
      return;
    case "#microsoft.graph.inviteNewBotResponse":
      graph.calls.add(joining);
      joining.callbackUri = response.inviteUri;
      announce(graph, joining, response.inviteUri, 0);
      return;
    case undefined:
      return;
  }
}

/** A participant that a recording bot took in has gone (documented; the envelope is ours). */
export function sendParticipantLeft(graph: GraphContext, legId: string): void {
  const recorder = graph.calls.all().find((call) => call.recording?.joined.has(legId));
  const leg = recorder?.recording?.joined.get(legId);
  if (!recorder || !leg) return;
  recorder.recording?.joined.delete(legId);
  notify(graph, recorder, {
    title: "participant left",
    tag: "ours",
    changeType: "deleted",
    data: {
      "@odata.type": "#microsoft.graph.participantLeftNotification",
      participantId: leg.participantId,
      call: { "@odata.type": "#microsoft.graph.call", id: recorder.id },
    },
  });
}
