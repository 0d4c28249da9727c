import type { Call, EndCause, Leg } from "../engine/call.js";
import type { Engine } from "../engine/engine.js";
import type { Sound } from "../engine/events.js";
import { promptTitle } from "../engine/media.js";
import type { Bot, Person } from "../engine/party.js";
import type { BotView, CallView, LegView, MeetingView, PersonView, SoundView } from "./protocol.js";

/** The engine's things as the control plane shows them. */
export interface Views {
  call(call: Call): CallView;
  person(person: Person): PersonView;
  bot(bot: Bot): BotView;
  meetings(): MeetingView[];
  sound(sound: Sound): SoundView;
}

export function createViews(engine: Engine): Views {
  const leg = (one: Leg): LegView => {
    const decideBy = decisionTime(engine, one);
    return {
      id: one.id,
      participantId: one.participantId,
      owner: one.owner,
      party: one.party,
      displayName: one.displayName,
      direction: one.direction,
      state: one.state,
      since: one.since,
      connectedAt: one.connectedAt,
      endedAt: one.endedAt,
      end: one.end && endView(one.end),
      muted: one.muted,
      onHold: one.onHold,
      voicemail: one.voicemail,
      decideBy,
    };
  };
  return {
    sound: soundView,
    call: (call) => ({
      id: call.id,
      chainId: call.chainId,
      kind: call.kind,
      meetingId: call.meetingId,
      from: call.from,
      to: [...call.to],
      subject: call.subject,
      startedAt: call.startedAt,
      endedAt: call.endedAt,
      legs: call.legs.map(leg),
      sharing: [...call.sharing],
    }),
    person: (person) => ({
      id: person.id,
      displayName: person.displayName,
      party: person.party,
      reaction: person.reaction,
      hears: engine.calls
        .all()
        .flatMap((call) =>
          call.legs
            .filter((one) => one.owner.kind === "person" && one.owner.personId === person.id && one.state !== "ended")
            .map((one) => ({ callId: call.id, sound: soundView(engine.calls.sound(one.id)) })),
        ),
    }),
    bot: (bot) => ({
      id: bot.id,
      cloud: bot.cloud === "graph" ? "graph" : "acs",
      displayName: bot.displayName,
      addresses: [...bot.addresses],
      webhookUrl: bot.webhookUrl,
      answerWithinMs: bot.answerWithinMs,
    }),
    meetings: () => engine.population.meetings().map((meeting) => ({ ...meeting, keys: [...meeting.keys] })),
  };
}

function soundView(sound: Sound): SoundView {
  if (sound.kind === "tone") return { kind: "tone", tone: sound.tone };
  if (sound.kind !== "prompt") return { kind: sound.kind };
  const { prompt, startedAt, durationMs, loop } = sound;
  return {
    kind: "prompt",
    title: promptTitle(prompt),
    ...(prompt.kind === "audio" ? { url: prompt.url } : {}),
    startedAt,
    durationMs,
    loop,
  };
}

function endView(cause: EndCause): LegView["end"] {
  return {
    kind: cause.kind,
    by: cause.kind === "hung-up" ? cause.by : undefined,
    reason: cause.kind === "rejected" ? cause.reason : undefined,
  };
}

function decisionTime(engine: Engine, leg: Leg): number | undefined {
  if (leg.owner.kind !== "bot" || leg.state !== "ringing") return undefined;
  const { botId } = leg.owner;
  const bot = engine.population.bots().find((candidate) => candidate.id === botId);
  return bot && leg.since + bot.answerWithinMs;
}
