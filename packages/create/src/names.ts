/** The names of an adapter, in every spelling that its files use. */
export interface Names {
  /** As it was given: of the package, and of its folder. */
  readonly package: string;
  /** `my-line`: in refs and provider options. */
  readonly kebab: string;
  /** `myLine`: the function. */
  readonly camel: string;
  /** `MyLine`: in types. */
  readonly pascal: string;
  /** `MY_LINE`: in environment variables. */
  readonly upper: string;
  /** `My Line`: in sentences. */
  readonly title: string;
}

/**
 * Reads the name of a new package: `my-line`, `trunkline-my-line` or `@acme/trunkline-my-line`. The adapter is called `my-line` in all three.
 * @throws Error that says what a name has to look like.
 */
export function readNames(given: string): Names {
  const [, kebab] = /^(?:@[a-z0-9][a-z0-9._-]*\/)?(?:trunkline-)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(given) ?? [];
  if (kebab === undefined)
    throw new Error(`"${given}" is no name for an adapter: use small letters, digits and hyphens, such as my-line.`);
  const words = kebab.split("-");
  const capitals = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  const pascal = capitals.join("");
  return {
    package: given,
    kebab,
    camel: `${pascal[0]?.toLowerCase()}${pascal.slice(1)}`,
    pascal,
    upper: words.join("_").toUpperCase(),
    title: capitals.join(" "),
  };
}

/** The same text about another adapter. The template's is `my-line`. */
export function renamed(text: string, { kebab, camel, pascal, upper, title }: Names): string {
  return text
    .replaceAll("my-line", kebab)
    .replaceAll("myLine", camel)
    .replaceAll("MyLine", pascal)
    .replaceAll("MY_LINE", upper)
    .replaceAll("My Line", title);
}
