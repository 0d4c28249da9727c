/** The floor of taking callbacks: Node's own server and `JSON.parse`. Verifies nothing, and keeps nothing. */
import { serveListener, ToneCount, unkeptCalls } from "../listeners/serve-listener.js";

const tones = new ToneCount();

await serveListener(
  {
    listener(request, response) {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        JSON.parse(Buffer.concat(chunks).toString());
        tones.count();
        response.end();
      });
    },
    open: unkeptCalls,
    close: async () => {},
  },
  tones,
);
