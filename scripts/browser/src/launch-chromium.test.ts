import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "./find-chromium.js";
import { launchChromium } from "./launch-chromium.js";

const PAGE = "<!doctype html><title>A page</title><button onclick=\"this.textContent='pressed'\">press</button>";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** The browser of this machine, and the one that comes with the dependencies, as found on a machine without any. */
const browsers = {
  "this machine's": await findChromium(),
  "the carried": await findChromium({ env: {}, platform: process.platform, arch: process.arch }),
};

describe.each(Object.entries(browsers))("%s Chromium", (_, chromium) => {
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(PAGE));
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => server.close());

  test.skipIf(!chromium.found && !process.env.CI)(
    "loads a local page, runs its script and takes a picture",
    async () => {
      const browser = await launchChromium({ chromium });
      try {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        await page.getByRole("button").click();
        expect(await page.title()).toBe("A page");
        expect(await page.getByRole("button").textContent()).toBe("pressed");
        expect((await page.screenshot()).subarray(0, 4)).toEqual(PNG);
      } finally {
        await browser.close();
      }
    },
    30_000,
  );
});

test("a missing browser is an error with the reason", async () => {
  const reason = "No Chromium here.";
  await expect(launchChromium({ chromium: { found: false, reason } })).rejects.toThrow(reason);
});
