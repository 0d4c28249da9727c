/** The vendor's client for ACS, used as its documentation shows. */
import { CallAutomationClient } from "@azure/communication-call-automation";
import { callerSettingsSchema } from "../callers/exchanges.js";
import { nowhere, serveCaller } from "../callers/serve-caller.js";
import { ticket } from "../callers/ticket.js";
import { readSettings } from "../processes/settings.js";
import { identity } from "../wire/identity.js";

const { cloudUrl } = readSettings(callerSettingsSchema);
const client = new CallAutomationClient(`endpoint=${cloudUrl};accesskey=${identity.acs.accessKey}`, {
  allowInsecureConnection: true,
});
const person = { phoneNumber: identity.personNumber };
const invitation = { targetParticipant: person, sourceCallIdNumber: { phoneNumber: identity.botNumber } };

serveCaller({
  create: () => client.createCall(invitation, nowhere),
  answer: () => client.answerCall(ticket, nowhere),
  redirect: () => client.redirectCall(ticket, invitation),
  sendDtmf: () => client.getCallConnection("a-call").getCallMedia().sendDtmfTones(["one", "two", "pound"], person),
});
