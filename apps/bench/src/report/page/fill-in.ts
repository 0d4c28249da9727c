import type { Report } from "../report.js";
import { blocks } from "./blocks.js";

const block = /(<!-- figures: ([\w-]+) -->\n).*?(<!-- \/figures -->)/gs;

/**
 * Fills figures into a page: what stands between `<!-- figures: memory -->` and `<!-- /figures -->` is made anew from the report, and the rest is left alone.
 * @throws RangeError when the page asks for what nobody makes, or the report does not have it.
 */
export function fillIn(page: string, report: Report): string {
  return page.replace(block, (_, begin: string, name: string, end: string) => {
    const make = blocks[name];
    if (!make) throw new RangeError(`nobody makes figures "${name}". There are: ${Object.keys(blocks).join(", ")}`);
    return `${begin}\n${make(report)}\n\n${end}`;
  });
}
