import { acs } from "@trunkline/acs";
import { graph } from "@trunkline/graph";
import { expect, test } from "vitest";
import { capabilitiesPage } from "./capabilities-page.js";
import { at } from "./pages.js";

const intro = `# Capabilities

This page is generated from the adapters by \`node scripts/pages.mjs capabilities\`; \`npm run check\` and the tests fail when it is out of date. In a
program, use \`calling.capabilities\`, \`call.capabilities\` and \`calling.adapter.limits\`.

- **native**: the provider supports it. The permission is the least privileged one that suffices; ACS has no
  permissions per verb.
- **emulated**: core builds it from other verbs.
- **unsupported**: refused before any request, with the reason.

"Graph, US Government" means \`cloud: "us-gov-l4"\` or \`"us-gov-l5"\`. The China cloud has no calling.
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
