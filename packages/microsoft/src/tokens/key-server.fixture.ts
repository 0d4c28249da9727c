import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from "jose";

/** A real key server on this machine, and a signer with its keys. */
export interface KeyServer {
  readonly configurationUrl: string;
  readonly jwksUrl: string;
  /** What every request is answered from now on. `stall`: not until `release`. */
  mode: "up" | "503" | "down" | "stall" | "garbage";
  requests: number;
  release(): void;
  publish(kid: string): Promise<void>;
  withdraw(kid: string): void;
  /** A key that is never published. */
  keep(kid: string): Promise<void>;
  sign(kid: string, claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function startKeyServer(): Promise<KeyServer> {
  const pairs = new Map<string, GenerateKeyPairResult>();
  const published = new Map<string, object>();
  const stalled: (() => void)[] = [];

  const server = createServer((request, response) => {
    self.requests++;
    if (self.mode === "down") return void request.socket.destroy();
    if (self.mode === "garbage") return void response.end("<html>");
    const answer = () => {
      // A sick server may well send a body that looks right.
      response.writeHead(self.mode === "503" ? 503 : 200, { "content-type": "application/json" });
      const isConfiguration = request.url === "/configuration";
      response.end(JSON.stringify(isConfiguration ? { jwks_uri: self.jwksUrl } : { keys: [...published.values()] }));
    };
    if (self.mode === "stall") stalled.push(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const pair = async (kid: string) => {
    const made = pairs.get(kid) ?? (await generateKeyPair("RS256", { extractable: true }));
    pairs.set(kid, made);
    return made;
  };

  const self: KeyServer = {
    configurationUrl: `${origin}/configuration`,
    jwksUrl: `${origin}/keys`,
    mode: "up",
    requests: 0,
    release: () => {
      self.mode = "up";
      for (const answer of stalled.splice(0)) answer();
    },
    async publish(kid) {
      const { publicKey } = await pair(kid);
      published.set(kid, { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RSA256" });
    },
    withdraw: (kid) => void published.delete(kid),
    keep: async (kid) => void (await pair(kid)),
    async sign(kid, claims, header = {}) {
      const { privateKey } = await pair(kid);
      return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid, typ: "JWT", ...header }).sign(privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;
}
