/** The simulator, with people who call the bot: they press four keys when they hear the menu, and hang up when they are transferred. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "@trunkline/simulator";
import { inParallel } from "../measure/sample.js";
import { callBot, openLine } from "../processes/protocol.js";
import { on, serve } from "../processes/serve.js";
import { identity } from "../wire/clouds.js";

/** The length of each prompt, ms: short, because waiting callers cost the bot nothing. */
const promptMs = 100;
const people = 50;

const media = mkdtempSync(join(tmpdir(), "bench-prompts-"));
for (const name of ["greeting", "menu"]) writeFileSync(join(media, `${name}.wav`), silence(promptMs));
const simulator = await startSimulator({
  media,
  people: [
    { id: "agent", party: identity.agentNumber, reaction: { kind: "answer" } },
    ...Array.from({ length: people }, (_, index) => ({
      id: `caller-${index}`,
      party: { kind: "phone", number: `+1425557${String(index).padStart(4, "0")}` } as const,
    })),
  ],
});
/** The people whose call has not ended for the bot. */
const calling = new Map<string, { readonly resolve: () => void; readonly reject: (error: Error) => void }>();

simulator.engine.on((event) => {
  if (event.type === "heard" && event.sound.kind === "prompt") {
    const { prompt } = event.sound;
    if (prompt.kind === "audio" && prompt.url.endsWith("menu.wav")) simulator.person(event.person.id).press("1234");
  }
  if (event.type !== "ended") return;
  for (const { owner } of event.call.legs) {
    const caller = owner.kind === "person" ? calling.get(owner.personId) : undefined;
    if (owner.kind !== "person" || !caller) continue;
    calling.delete(owner.personId);
    const { kind } = event.cause;
    if (kind !== "transferred") return caller.reject(new Error(`a call ended by ${kind}, not by its transfer`));
    // The caller and the agent are connected by now.
    setImmediate(() => {
      simulator.person(owner.personId).hangUp();
      caller.resolve();
    });
  }
});

serve([
  on(openLine, async ({ cloud, url }) => {
    await simulator.registerBot({ cloud, webhookUrl: url, number: identity.botNumber });
    const { acs, graph } = simulator;
    return { acs, graph: { ...graph, issuers: [...graph.issuers] }, prompts: `${simulator.url}/_sim/media/` };
  }),
  on(callBot, async ({ calls, atOnce }) => {
    const free = Array.from({ length: people }, (_, index) => `caller-${index}`);
    await inParallel(calls, Math.min(atOnce, people), async () => {
      const person = free.pop() ?? "";
      await new Promise<void>((resolve, reject) => {
        calling.set(person, { resolve, reject });
        simulator.person(person).dial(identity.botNumber);
      });
      free.push(person);
    });
  }),
]);

/** A WAV file: 16 kHz, 16 bit, mono. */
function silence(ms: number): Buffer {
  const bytes = ms * 32;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(32_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(bytes, 40);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}
