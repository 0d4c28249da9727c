import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listen } from "./listen.js";

const place = (wish: number | undefined) => ({ wish, variable: "PORT", usual: 3000, host: "127.0.0.1" });
const servers: Server[] = [];

function server(): Server {
  const made = createServer();
  servers.push(made);
  return made;
}

afterEach(() => {
  for (const one of servers.splice(0)) one.close();
});

test("the port that is asked for is the one that is listened at", async () => {
  const port = await listen(server(), place(0));
  expect(port).toBeGreaterThan(0);
});

test("a port that is asked for and taken is an error that says what to do", async () => {
  const taken = await listen(server(), place(0));
  await expect(listen(server(), place(taken))).rejects.toThrow(`Port ${taken} is taken by another program. Set PORT`);
});

test("without a wish, a free port is used when the usual one is taken", async () => {
  const first = await listen(server(), place(undefined));
  const second = await listen(server(), place(undefined));
  expect(second).not.toBe(first);
});
