/** British spellings that have occurred here, unless they are also American words. */
const BRITISH =
  /\b\w*(behaviou[r]|colou[r]|honou[r]|favou[r]|neighbou[r]|(dial|signal|cancel|label|model|travel)l(ed|ing)\b|judgemen[t]|learn[t]\b|spel[t]\b|(organ|recogn|author|capital|initial|normal|serial|synchron)is(e|ed|es|ing|ation)\b)/i;

/** Microsoft's own messages in quotes keep their spelling. */
const QUOTED = /"[^"]*"/g;

/** Spelling is American, as on both wires: `canceled`. */
export const americanSpelling = {
  name: "American spelling",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.paths
      .filter((path) => /\.(md|css|html|[cm]?[jt]sx?)$/.test(path))
      .flatMap((path) =>
        project
          .text(path)
          .split("\n")
          .flatMap((text, index) => {
            const [word] = BRITISH.exec(text.replace(QUOTED, '""')) ?? [];
            return word ? [{ path, line: index + 1, message: `says "${word}": the spelling is American.` }] : [];
          }),
      );
  },
};
