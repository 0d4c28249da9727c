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

test("the requested port is used", async () => {
  const port = await listen(server(), place(0));
  expect(port).toBeGreaterThan(0);
});

test("a requested port that is taken is an error that says what to do", async () => {
  const taken = await listen(server(), place(0));
  await expect(listen(server(), place(taken))).rejects.toThrow(`Port ${taken} is taken by another program. Set PORT`);
});

test("without a requested port, a free one is used if the default is taken", async () => {
  const first = await listen(server(), place(undefined));
  const second = await listen(server(), place(undefined));
  expect(second).not.toBe(first);
});
