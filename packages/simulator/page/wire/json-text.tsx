import "./wire.css";

/** A body as it is on the wire, laid out to be read. */
export function JsonText({ text }: { readonly text: string }) {
  let at = 0;
  return (
    <pre className="json-text">
      <code>
        {jsonTokens(text).map((token) => {
          at += token.text.length;
          return (
            <span key={at} className={`json-${token.kind}`}>
              {token.text}
            </span>
          );
        })}
      </code>
    </pre>
  );
}

/** A piece of pretty-printed JSON. */
interface JsonToken {
  readonly kind: "key" | "string" | "number" | "word" | "plain";
  readonly text: string;
}

const PIECES = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Lays JSON out on lines and marks its pieces. Other text stays as it is. */
export function jsonTokens(text: string): JsonToken[] {
  const pretty = prettyJson(text);
  if (pretty === undefined) return text ? [{ kind: "plain", text }] : [];
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of pretty.matchAll(PIECES)) {
    if (match.index > end) tokens.push({ kind: "plain", text: pretty.slice(end, match.index) });
    tokens.push(...tokensOf(match));
    end = match.index + match[0].length;
  }
  if (end < pretty.length) tokens.push({ kind: "plain", text: pretty.slice(end) });
  return tokens;
}

function tokensOf([, string, colon, number, word]: RegExpMatchArray): JsonToken[] {
  if (string !== undefined && colon !== undefined) {
    return [
      { kind: "key", text: string },
      { kind: "plain", text: colon },
    ];
  }
  if (string !== undefined) return [{ kind: "string", text: string }];
  return number === undefined ? [{ kind: "word", text: word ?? "" }] : [{ kind: "number", text: number }];
}

/** Undefined: it is not JSON. */
function prettyJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}
