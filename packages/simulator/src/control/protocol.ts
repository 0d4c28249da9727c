/**
 * What goes over `/_sim/*`: the softphone page and other languages speak this. All times are milliseconds since the epoch
 * on the simulator's clock.
 *
 *   GET    /_sim/state                         SimState
 *   GET    /_sim/events                        server-sent events; each `data` is one StreamMessage, the first a snapshot
 *   POST   /_sim/people                        addPerson → PersonView         DELETE /_sim/people/{id}
 *   POST   /_sim/people/{id}/reaction          reaction → PersonView
 *   POST   /_sim/people/{id}/{action}          personAction: dial, join, answer, decline, busy, ignore, voicemail, unreachable,
 *                                              press, say, hang-up, admit, remove, start-sharing, update-sharing, stop-sharing, mute
 *   GET    /_sim/people/{id}/hears?text=&tones=&timeoutMs=   waits until the person hears a prompt (its text or url), or a row of tones
 *   POST   /_sim/bots                          BotRegistration → BotView      DELETE /_sim/bots/{id}
 *   POST   /_sim/meetings                      addMeeting → MeetingView
 *   GET    /_sim/log?callId=&cloud=            WireEntryView[]
 *   GET    /_sim/faults                        FaultView[]   POST a fault → FaultView   DELETE /_sim/faults[/{id}]
 *   POST   /_sim/forge                         forge → { status, body }
 *   GET    /_sim/graph/behavior                how the Graph side behaves   PATCH the same, some of it
 *   POST   /_sim/keys/rotate                   rotateKeys
 *   POST   /_sim/clock/advance                 { ms } → { now }   (409 with the real clock)
 *   POST   /_sim/clock/skew                    { botAheadMs }: from now on the bots' clocks are so far ahead of the cloud's
 *   POST   /_sim/reset
 *   GET    /_sim/settings                      { acs, graph }: what a bot needs to talk to this simulator
 *   GET    /_sim/ca.pem                        the authority of the https listener
 *   GET    /_sim/media/{file}                  a file of the media folder
 *
 * Errors: 4xx with { error: { code, message } }.
 */
export { faultSchema } from "../delivery/faults.js";
export { botRegistrationSchema } from "../wire/settings.js";
export * from "./request-schemas.js";
export * from "./view-schemas.js";
