import type { Phone, SimControl, SimState } from "@trunkline/simulator/page";
import { useEffect, useMemo, useRef } from "react";
import type { DemoState } from "../../src/protocol.js";
import { mirroring } from "./mirror.js";
import { type Known, twinOf } from "./twin.js";

/** The control of a phone whose calls may have twins. */
export function useMirror(control: SimControl, known: Known): SimControl {
  const latest = useRef(known);
  latest.current = known;
  return useMemo(
    () => ({
      ...control,
      act: mirroring(
        control.act,
        () => latest.current,
        (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      ),
    }),
    [control],
  );
}

/** Places a call to the bot on every cloud at once. Undefined: not possible now. */
export function callBoth(
  demo: DemoState,
  control: SimControl,
  personId: string | undefined,
  phone: Pick<Phone, "state">,
): (() => void) | undefined {
  const bots = demo.providers.flatMap(({ botId }) => botId ?? []);
  if (bots.length < 2 || personId === undefined || phone.state !== "idle") return undefined;
  return () => {
    for (const botId of bots) control.act(personId, "dial", { botId }).catch(() => {});
  };
}

/** Of two calls that were placed together, the phone is about that on the chosen cloud. */
export function useChosenTwin(
  phone: Pick<Phone, "line" | "choose">,
  sim: SimState | undefined,
  personId: string | undefined,
  botId: string | undefined,
): void {
  const call = phone.line?.call;
  const twin = call && personId !== undefined ? twinOf({ sim, calls: [] }, personId, call.id) : undefined;
  const chosen = [call, twin].find((one) =>
    one?.legs.some(({ owner }) => owner.kind === "bot" && owner.botId === botId),
  );
  const change = twin && chosen?.id !== call?.id ? chosen?.id : undefined;
  const { choose } = phone;
  const chooseNow = useRef(choose);
  chooseNow.current = choose;
  useEffect(() => {
    if (change !== undefined) chooseNow.current(change);
  }, [change]);
}
