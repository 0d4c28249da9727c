import { jsonTokens } from "./json-tokens.js";
import "./json-text.css";

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
