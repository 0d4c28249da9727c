import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { errorIn, outputOf } from "./output.js";
import { until } from "./until.js";

/** An app that runs as a process of its own, with the processes it has started. */
export interface RunningApp {
  readonly url: string;
  /** All that it has written. */
  output(): string;
  /** Throws an error that says why if it does not run any more. */
  mustRun(): void;
  /** Ends all its processes. Rejects if its port is still taken. */
  stop(): Promise<void>;
}

const LISTENS_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 5_000;
/** What nodemon writes when the program below it has ended; it waits for a change then. */
const CRASHED = /\[nodemon\] (app crashed|clean exit)/;
/** What a program needs of this process's environment. All else would change how an app runs from one machine to the next. */
const INHERITED = ["PATH", "HOME", "TMPDIR", "LANG"];

/** Starts an app, and waits until it listens on its port. */
export async function start(
  [command, ...args]: readonly [string, ...string[]],
  app: { readonly folder: string; readonly port: number; readonly caFile: string },
): Promise<RunningApp> {
  const inherited = INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const child = spawn(command, args, {
    cwd: app.folder,
    env: { ...Object.fromEntries(inherited), PORT: String(app.port), NODE_EXTRA_CA_CERTS: app.caFile },
    stdio: ["ignore", "pipe", "pipe"],
    // Leads a group, so that all of it can be ended.
    detached: true,
  });
  const output = outputOf(child);
  const ended = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const running: RunningApp = {
    url: `http://127.0.0.1:${app.port}`,
    output,
    mustRun() {
      if (ended() || CRASHED.test(output())) throw new Error(`the app ended: ${errorIn(output())}`);
    },
    async stop() {
      if (child.pid === undefined) return;
      const gone = ended() ? undefined : once(child, "exit");
      signal(child.pid, "SIGTERM");
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, ENDS_WITHIN_MS))]);
      signal(child.pid, "SIGKILL");
      await until(`port ${app.port} to be free`, ENDS_WITHIN_MS, async () => !(await listens(app.port)));
    },
  };
  process.once("exit", () => child.pid !== undefined && signal(child.pid, "SIGKILL"));
  try {
    await until(`the app to listen on port ${app.port}`, LISTENS_WITHIN_MS, () => {
      running.mustRun();
      return listens(app.port);
    });
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

/** To a group of processes. One that is gone needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // The group is gone.
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
