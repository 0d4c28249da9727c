const NAMES: Readonly<Record<string, string>> = { "*": "star", "#": "hash" };

/** One key. `lit` changes with every tone of it, which lights it anew. */
export function Key(props: {
  readonly digit: string;
  readonly letters: string;
  readonly lit: number | undefined;
  readonly onPress: () => void;
}) {
  const { digit, letters, lit } = props;
  return (
    <button type="button" className="key" data-key={digit} aria-label={NAMES[digit] ?? digit} onClick={props.onPress}>
      {lit !== undefined && <span className="key-light" key={lit} />}
      <span className="key-digit">{digit === "*" ? "∗" : digit}</span>
      <span className="key-letters">{letters}</span>
    </button>
  );
}
