/** Names that every object has, or that change an object's prototype. */
export const oddNames = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toJSON",
  "then",
  "length",
  "",
  "@odata.type",
  "0",
] as const;

const oddTexts = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e+14255550100",
  "ﬀ",
  "NaN",
  "-0",
  "1e400",
  "9007199254740993",
  "0x10",
  "true",
  "null",
  "+",
  "+0",
  "++1",
  "4:",
  "4:+",
  "8:",
  "8:acs:",
  "8:orgid:",
  "28:",
  "2:",
  ":",
  "9999-12-31T23:59:59Z",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "0000-00-00",
  "/communications/calls/",
  "//communications//calls//x",
  "/app/calls/x/participants",
  "communications/calls/x/operations/y",
  "calling/callConnections/",
  "callConnections/../x",
  "#microsoft.graph.",
  "#microsoft.graph.call",
  "#microsoft.graph.participantJoiningNotification",
  "#microsoft.graph.playPromptOperation",
  "Microsoft.Communication.",
  "Microsoft.Communication.CallDisconnected",
  "Microsoft.Communication.CallConnected",
  "Microsoft.Communication.ContinuousDtmfRecognitionToneReceived",
  "Microsoft.Communication.toString",
  "Microsoft.Communication.__proto__",
  "Microsoft.Communication.constructor",
  "Microsoft.EventGrid.SubscriptionValidationEvent",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "%00",
  "../../..",
] as const;

const oddNumbers = [
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 + 2,
  1e21,
  1e308,
  -1e308,
  5e-324,
  200,
  8501,
] as const;

/** A value nested this deep. */
function nested(depth: number, name: string | undefined): string {
  const [open, close] = name === undefined ? ["[", "]"] : [`{${JSON.stringify(name)}:`, "}"];
  return `${open.repeat(depth)}0${close.repeat(depth)}`;
}

/** JSON text of an unexpected value. */
export function oddValue(random: Random): string {
  switch (random.below(10)) {
    case 0:
      return random.pick(["null", "true", "false", "{}", "[]", '""', "[[]]", "[null]", "[{}]", '{"":{}}']);
    case 1:
      return String(random.pick(oddNumbers)).replace("Infinity", "1e999");
    case 2:
      return random.pick(["1e999", "-1e999", "1E+2", `${"9".repeat(400)}`, "0.1e-400"]);
    case 3:
      return JSON.stringify(
        random.pick(["x", "é", "\\", "\u0000", "9", "+1"]).repeat(random.pick([100, 1_000, 100_000])),
      );
    case 4:
      return nested(random.pick([3, 50, 500, 5_000, 50_000]), random.chance(0.5) ? undefined : random.pick(oddNames));
    case 5:
      return `{${JSON.stringify(random.pick(oddNames))}:{"polluted":true,"kind":"phone","id":"x"}}`;
    case 6:
      return '{"constructor":{"prototype":{"polluted":true}},"__proto__":{"polluted":true,"length":1e9}}';
    case 7:
      return JSON.stringify(random.pick(oddNames));
    case 8:
      return `[${Array.from({ length: random.pick([2, 30, 300]) }, () => JSON.stringify(random.pick(oddTexts))).join(",")}]`;
    default:
      return JSON.stringify(random.pick(oddTexts));
  }
}

/** A reproducible source of randomness. */
export interface Random {
  /** A number from 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  /** One of the list. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True with this probability. */
  chance(of: number): boolean;
}

/** Mulberry32: a 32-bit generator, the same on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    chance: (of) => next() < of,
  };
}
