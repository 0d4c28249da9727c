export type { CallView, SimState, WireEntryView as WireEntry } from "../src/control/protocol.js";

/** The softphone and what goes with it, for pages that are built around it. */
export { Header } from "./app/header.js";
export { Identity } from "./app/identity.js";
export { Layout } from "./app/layout.js";
export { LinkNotice } from "./app/link-notice.js";
export { CallList } from "./calls/call-list.js";
export { useChosenCall } from "./calls/use-chosen-call.js";
export { JsonText } from "./json/json-text.js";
export { ShortcutsHelp } from "./keyboard/shortcuts-help.js";
export { useShortcuts } from "./keyboard/use-shortcuts.js";
export { type LinkStatus, openStream, type Stream } from "./link/event-stream.js";
export { request } from "./link/request.js";
export { httpControl, type SimControl } from "./link/sim-control.js";
export { Softphone } from "./softphone/softphone.js";
export { type Target, usePhone } from "./softphone/use-phone.js";
export { usePerson } from "./state/use-person.js";
export { useSimulator } from "./state/use-simulator.js";
export { TroubleBar } from "./trouble/trouble-bar.js";
export { Choice } from "./ui/choice.js";
export { Empty } from "./ui/empty.js";
export { Icon } from "./ui/icon.js";
export { Segmented } from "./ui/segmented.js";
export { TextButton } from "./ui/text-button.js";
export { useStickToEnd } from "./ui/use-stick-to-end.js";
export { WireRow } from "./wire/wire-row.js";
export { clockTime } from "./wire/wire-words.js";
