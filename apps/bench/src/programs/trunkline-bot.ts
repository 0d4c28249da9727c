/** The bot for complete calls on Trunkline, as its guide shows it: one program for both clouds. */
import { callingFromConfig } from "trunkline";
import { nodeListener } from "trunkline/node";
import { serveBot } from "../processes/serve-listener.js";
import { identity } from "../wire/clouds.js";

await serveBot(async ({ cloud, url, line: { acs, graph, prompts } }) => {
  const calling = await callingFromConfig({ provider: cloud, acs, graph, url });
  calling.on("incoming", async (incoming) => {
    const call = await incoming.answer();
    await call.play({ url: `${prompts}greeting.wav` });
    await call.collectDtmf({ prompt: { url: `${prompts}menu.wav` }, max: 4 });
    await call.sendDtmf("1234567890");
    await call.transfer(identity.agentNumber);
  });
  const listener = nodeListener(calling);
  return (request, response) => void listener(request, response);
});
