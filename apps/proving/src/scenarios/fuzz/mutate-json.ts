import { oddNames, oddValue, type Random } from "./odd-values.js";

/** A place in a JSON text: the range of a value, and of its name if it is a member. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly name?: string;
  readonly nameFrom?: number;
}

/** Changes a JSON text in one place. It works on the text, because objects cannot hold repeated names or `__proto__`. */
export function mutateJson(text: string, random: Random, others: readonly [string, ...string[]]): string {
  const [first, ...more] = placesOf(text);
  if (!first) return text;
  const place = random.pick([first, ...more]);
  const value = text.slice(place.from, place.to);
  const put = (by: string) => text.slice(0, place.from) + by + text.slice(place.to);
  const member = place.nameFrom === undefined ? undefined : { ...place, nameFrom: place.nameFrom };
  switch (random.below(9)) {
    case 0:
      return member ? withoutMember(text, member) : put("null");
    case 1:
      return member
        ? `${text.slice(0, member.nameFrom)}${JSON.stringify(random.pick(oddNames))}:${text.slice(place.from)}`
        : put(oddValue(random));
    case 2:
      // The same name a second time, with another value.
      return member ? put(`${value},${JSON.stringify(member.name)}:${oddValue(random)}`) : put(`${value},${value}`);
    case 3:
      return put(`[${value}]`);
    case 4:
      return put(`[${Array.from({ length: random.pick([2, 20, 200]) }, () => value).join(",")}]`.slice(0, 900_000));
    case 5:
      return put(value.startsWith('"') ? retyped(value) : JSON.stringify(value).slice(0, 500_000));
    case 6: {
      const other = random.pick(others);
      const [one, ...rest] = placesOf(other);
      if (!one) return put("[]");
      const { from, to } = random.pick([one, ...rest]);
      return put(other.slice(from, to));
    }
    default:
      return put(oddValue(random));
  }
}

/** A string without its quotes if that is a number, otherwise reversed. */
function retyped(value: string): string {
  const inside = value.slice(1, -1);
  if (/^-?\d+(\.\d+)?$/.test(inside)) return String(Number(inside));
  return JSON.stringify([...inside].reverse().join(""));
}

function withoutMember(text: string, { nameFrom, to }: { readonly nameFrom: number; readonly to: number }): string {
  const before = text.slice(0, nameFrom);
  const after = text.slice(to);
  return after.startsWith(",") ? before + after.slice(1) : before.replace(/,\s*$/, "") + after;
}

/** Every value in a well-formed JSON text. */
function placesOf(text: string): readonly Place[] {
  const places: Place[] = [];
  const open: { readonly from: number; readonly member: Pick<Place, "name" | "nameFrom"> }[] = [];
  let member: Pick<Place, "name" | "nameFrom"> = {};
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,:[\]{}"]+/g)) {
    const [word] = token;
    const to = token.index + word.length;
    if (word === "{" || word === "[") {
      open.push({ from: token.index, member });
      member = {};
    } else if (word === "}" || word === "]") {
      const begun = open.pop();
      if (begun) places.push({ from: begun.from, to, ...begun.member });
      member = {};
    } else if (word.startsWith('"') && /^\s*:/.test(text.slice(to, to + 8))) {
      member = { name: word.slice(1, -1), nameFrom: token.index };
    } else {
      places.push({ from: token.index, to, ...member });
      member = {};
    }
  }
  return places;
}
