import { acs } from "@trunkline/acs";
import { graph } from "@trunkline/graph";
import { expect, test } from "vitest";
import { capabilitiesPage } from "./capabilities-page.js";
import { at } from "./pages.js";

const intro = `# Capabilities

Made from the adapters by \`node scripts/pages.mjs capabilities\`; \`npm run check\` and the tests say when it is out of date. In a
program the same is \`calling.capabilities\`, \`call.capabilities\` and \`calling.adapter.limits\`.

- **native**: the provider does it. The permission named is the least that it takes, by its real role name; ACS has no
  permissions by verb.
- **emulated**: core makes it of other verbs.
- **unsupported**: refused before any request, with the reason.

"Graph, US Government" is \`cloud: "us-gov-l4"\` and \`"us-gov-l5"\`. The China cloud has no calls.
`;

const guid = "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90";
const bot = { appId: guid, clientSecret: "none", tenantId: guid };
const issuer = { issuers: ["https://issuer.example.com"], openIdConfigurationUrl: "https://issuer.example.com/openid" };

test("docs/capabilities.md says what the adapters say", async () => {
  const columns = [
    { title: "Graph", adapter: graph(bot) },
    { title: "Graph, US Government", adapter: graph({ ...bot, ...issuer, cloud: "us-gov-l4" }) },
    {
      title: "ACS",
      adapter: acs({ connectionString: "endpoint=https://acs.example.com;accesskey=bm9uZQ==", resourceId: guid }),
    },
  ];
  await expect(capabilitiesPage(columns, intro)).toMatchFileSnapshot(at("docs", "capabilities.md"));
});
