import type { z } from "zod";
import type { Prompt } from "../../engine/media.js";
import { type AcsRoute, param } from "../api/route.js";
import { holdOthers } from "../notify/media.js";
import { parseBody } from "../wire/body.js";
import { AcsError, invalidArgument } from "../wire/errors.js";
import { playSchema } from "../wire/schemas.js";
import { fileOperation, mustBeCompatible, mustBeConnected, targetLeg } from "./operation.js";

type PlaySource = z.output<typeof playSchema>["playSources"][number];

/** Plays files, text or SSML, to all or to some. 202; PlayStarted, then PlayCompleted, PlayCanceled or PlayFailed. */
export const play: AcsRoute = {
  id: "CallMedia_Play",
  title: "Play",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const body = parseBody(playSchema, request.body);
    mustBeConnected(leg);
    const [first, ...rest] = body.playSources.map(promptOf);
    if (!first) throw invalidArgument("The field PlaySources is invalid: it is empty.");
    const to = (body.playTo ?? []).map((one, index) => targetLeg(state, leg, one, `PlayTo[${index}]`).party);
    if (to.length > 0) mustBeCompatible(state, leg);
    const held = to.length > 0 ? holdOthers(state, leg, to) : undefined;
    state.context.engine.media.play(leg.id, {
      operationId: fileOperation(state, connection, body, held),
      prompts: [first, ...rest],
      ...(to.length > 0 ? { to } : {}),
      loop: body.playOptions?.loop ?? false,
      interrupt: body.interruptCallMediaOperation ?? false,
    });
    return { status: 202, callId: leg.callId, botId: connection.botId };
  },
};

function promptOf(source: PlaySource): Prompt {
  switch (source.kind) {
    case "file":
      return { kind: "audio", url: source.file.uri };
    case "text": {
      if (source.text.text === "") throw emptySource();
      const { voiceName, voiceKind, sourceLocale } = source.text;
      const voice = voiceName ?? voiceKind;
      return {
        kind: "speech",
        text: source.text.text,
        ...(voice ? { voice } : {}),
        ...(sourceLocale ? { locale: sourceLocale } : {}),
      };
    }
    case "ssml":
      if (source.ssml.ssmlText === "") throw emptySource();
      return { kind: "markup", markup: source.ssml.ssmlText };
  }
}

const emptySource = (): AcsError => new AcsError(400, "8582", "Play source text or SSML is empty.");

/** Cancels everything that plays or waits. 202; PlayCanceled for each. */
export const cancelAllMediaOperations: AcsRoute = {
  id: "CallMedia_CancelAllMediaOperations",
  title: "Cancel all media operations",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    mustBeConnected(leg);
    state.context.engine.media.cancel(leg.id);
    return { status: 202, callId: leg.callId, botId: connection.botId };
  },
};
