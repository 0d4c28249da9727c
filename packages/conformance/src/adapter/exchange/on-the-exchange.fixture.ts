import type { Adapter } from "@trunkline/core";
import type { AdapterUnderTest, BotUnderTest } from "../stage/adapter-under-test.js";
import { botNumber, Exchange, meetingKey, signedCallback } from "./exchange.fixture.js";
import { exchangeAdapter } from "./exchange-adapter.fixture.js";
import { usual } from "./exchange-traits.fixture.js";
import { personOn } from "./people.fixture.js";
import { sign } from "./signature.fixture.js";
import { Switchboard } from "./switchboard.fixture.js";

/** Makes the adapter under test. `damage` is its fault; without it, the adapter is sound. */
export function onTheExchange(damage: (sound: Adapter) => Partial<Adapter> = () => ({}), traits = usual) {
  return async ({ clock, handle }: BotUnderTest): Promise<AdapterUnderTest> => {
    const exchange = new Exchange(clock, handle, traits);
    const board = new Switchboard(exchange);
    const damaged = (sound: Adapter) => ({ ...sound, ...damage(sound) });
    return {
      adapter: damaged(exchangeAdapter(board, traits)),
      otherAccount: damaged(exchangeAdapter(board, traits, "somebody else's")),
      bot: botNumber,
      ada: personOn(exchange, "ada"),
      bob: personOn(exchange, "bob"),
      group: [personOn(exchange, "bob"), personOn(exchange, "cy")],
      meeting: { kind: "group", id: meetingKey },
      requests: () => board.requests,
      fault: (fault) => {
        board.fault = fault;
      },
      gateway: (status) => {
        board.fault = status;
      },
      forgeries: {
        "another secret": async () => (await handle(signedCallback("https://bot.example.com/calls", "{}", "0"))).status,
      },
      strange: async (callback) =>
        signedCallback(callback.url, (await callback.text()).replace(/"type":"\w+"/, '"type":"levitated"')),
      async stranger(callback) {
        const body = await callback.text();
        const request = signedCallback(callback.url, body, sign(callback.url, body, "another branch"));
        request.headers.set("x-exchange-branch", "another branch");
        return request;
      },
      dispose: async () => {},
    };
  };
}
