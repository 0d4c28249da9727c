import { lettersOf } from "../wire/letters.js";

const [{ data }] = JSON.parse(lettersOf("acs").incoming("https://bot.example.com/calls", "a-call").body);

/** What an incoming call on ACS is answered with. */
export const ticket: string = data.incomingCallContext;
