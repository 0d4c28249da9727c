/** The vendor's client for Graph, used as its documentation shows, with a token at hand. */
import { Client } from "@microsoft/microsoft-graph-client";
import { callerSettingsSchema, type OperationName } from "../callers/exchanges.js";
import { graphBodies } from "../callers/graph-bodies.js";
import { serveCaller } from "../callers/serve-caller.js";
import { readSettings } from "../processes/settings.js";

const { cloudUrl } = readSettings(callerSettingsSchema);
const token = "x".repeat(1500);
const client = Client.init({
  baseUrl: cloudUrl,
  customHosts: new Set([new URL(cloudUrl).hostname]),
  authProvider: (done) => done(null, token),
});

const post = (operation: OperationName) => () =>
  client.api(graphBodies[operation].path).post(graphBodies[operation].body);

serveCaller({
  create: post("create"),
  answer: post("answer"),
  redirect: post("redirect"),
  sendDtmf: post("sendDtmf"),
});
