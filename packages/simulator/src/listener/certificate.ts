import "reflect-metadata";
import * as x509 from "@peculiar/x509";

/** A certificate for this machine's loopback names, and the authority that signed it, as PEM. */
interface LoopbackCertificate {
  readonly key: string;
  readonly certificate: string;
  /** Trust this one, for example through `NODE_EXTRA_CA_CERTS`. */
  readonly caCertificate: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;

/** Makes an authority and a certificate for `localhost`, `127.0.0.1` and `::1`, valid for a month from now in real time. */
export async function makeLoopbackCertificate(): Promise<LoopbackCertificate> {
  const { subtle } = globalThis.crypto;
  x509.cryptoProvider.set(globalThis.crypto);
  const caKeys = await subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const keys = await subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const notBefore = new Date(Date.now() - DAY_MS);
  const notAfter = new Date(Date.now() + 30 * DAY_MS);
  const subject = "CN=Trunkline simulator authority";

  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    notBefore,
    notAfter,
    keys: caKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=localhost",
    issuer: subject,
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
      ]),
    ],
  });
  const privateKey = await subtle.exportKey("pkcs8", keys.privateKey);
  return {
    key: x509.PemConverter.encode(privateKey, "PRIVATE KEY"),
    certificate: `${certificate.toString("pem")}\n`,
    // Files of certificates are often put together from several: each has to end its last line.
    caCertificate: `${authority.toString("pem")}\n`,
  };
}
