import { type LinkStatus, openStream, request, type Stream } from "@trunkline/simulator/page";
import { useEffect, useState } from "react";
import {
  type Answering,
  type DemoMessage,
  type DemoState,
  demoMessageSchema,
  type PersonChange,
  type Provider,
} from "../src/protocol.js";
import { reduceDemo } from "./state.js";

/** The demo's server, as the page uses it. Every command rejects with a message for the user. */
export interface DemoApi {
  follow(onMessage: (message: DemoMessage) => void, onStatus: (status: LinkStatus) => void): Stream;
  choose(provider: Provider): Promise<void>;
  answer(answering: Answering): Promise<void>;
  callMe(personId: string): Promise<void>;
  /** Puts somebody on a call on hold, takes them back, or mutes them. */
  changePerson(
    call: { readonly ref: string; readonly provider: Provider },
    personId: string,
    change: PersonChange,
  ): Promise<void>;
  kill(instance: string): Promise<void>;
}

/** Talks to the server that the page came from. Changes arrive through the stream, so answers are not read. */
export function httpDemo(): DemoApi {
  const post = async (path: string, body: unknown) => void (await request("POST", `/api/${path}`, body));
  return {
    follow: (onMessage, onStatus) =>
      openStream({
        open: () => new EventSource("/api/events"),
        setTimer: (ms, fn) => {
          const timer = setTimeout(fn, ms);
          return () => clearTimeout(timer);
        },
        onData: (data) => {
          const message = demoMessageSchema.safeParse(data);
          if (message.success) onMessage(message.data);
        },
        onStatus,
      }),
    choose: (provider) => post("provider", { provider }),
    answer: (answering) => post("answering", { answering }),
    callMe: (personId) => post("call-me", { personId }),
    changePerson: ({ ref, provider }, personId, change) => post("people", { call: ref, provider, personId, change }),
    kill: (instance) => post("kill", { instance }),
  };
}

/** The current state of the demo; undefined until the server has sent it. */
export function useDemo(api: DemoApi): DemoState | undefined {
  const [state, setState] = useState<DemoState>();
  useEffect(() => {
    const stream = api.follow(
      (message) => setState((before) => reduceDemo(before, message)),
      () => {},
    );
    return stream.close;
  }, [api]);
  return state;
}
