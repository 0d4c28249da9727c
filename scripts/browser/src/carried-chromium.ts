import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

/** A browser on disk, with the environment that it needs to find its libraries and fonts. */
export interface CarriedChromium {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Unpacks the Chromium of the package `@sparticuz/chromium` (Linux on x64 only), once, into `folder`.
 *
 * The package unpacks to the temporary directory under fixed names, where a second process could find a half-written
 * file. So it runs in a separate process with its own temporary directory, and the result is moved into place
 * in one step. `AWS_LAMBDA_JS_RUNTIME` makes it unpack NSS and expat too, which a bare Linux lacks.
 */
export async function carriedChromium(folder: string): Promise<CarriedChromium> {
  if (!existsSync(folder)) await unpack(folder);
  return {
    path: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}

async function unpack(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}-`);
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  const env = { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
  try {
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { cwd: PACKAGE, env });
    await writeFile(join(staging, "fonts.conf"), fontsConf(folder));
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another process was first: its browser is as good as ours
  }
}

/** The package's own file names directories of AWS Lambda; this one names its fonts and those of the system. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
