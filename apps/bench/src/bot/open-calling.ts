import { acs } from "@trunkline/acs";
import { type Adapter, type Calling, type CallingOptions, createCalling } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import type { CloudName } from "../wire/cloud-name.js";
import { identity } from "../wire/identity.js";

/** Everything but the adapter and the address is as a user finds it, unless it is given here. */
type Given = Omit<CallingOptions<Adapter, unknown>, "adapter" | "url">;

/** Opens a bot on the canned cloud. */
export function openCalling(cloud: CloudName, cloudUrl: string, url: string, given: Given = {}): Calling<Adapter> {
  const clock = given.clock === undefined ? {} : { clock: given.clock };
  return createCalling<Adapter>({ adapter: adapterOf(cloud, cloudUrl, clock), url, ...given });
}

function adapterOf(cloud: CloudName, cloudUrl: string, clock: Pick<Given, "clock">): Adapter {
  const openIdConfigurationUrl = `${cloudUrl}/openid-configuration`;
  if (cloud === "acs") {
    const { accessKey, resourceId, issuer, eventGridSecret } = identity.acs;
    return acs({
      connectionString: `endpoint=${cloudUrl};accesskey=${accessKey}`,
      resourceId,
      eventGrid: { secret: eventGridSecret },
      issuer,
      openIdConfigurationUrl,
      allowInsecureConnection: true,
      ...clock,
    });
  }
  const { appId, clientSecret, tenantId, applicationInstance, issuer } = identity.graph;
  return graph({
    appId,
    clientSecret,
    tenantId,
    numbers: { [identity.botNumber]: { applicationInstance } },
    baseUrl: cloudUrl,
    authority: cloudUrl,
    openIdConfigurationUrl,
    issuers: [issuer],
    ...clock,
  });
}
