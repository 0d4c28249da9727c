/** What the person wants: `system` follows the operating system. */
export type Theme = "system" | "light" | "dark";

const ORDER: readonly Theme[] = ["system", "light", "dark"];
const KEY = "trunkline-theme";

export function nextTheme(theme: Theme): Theme {
  return ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "system";
}

export function readTheme(storage: Pick<Storage, "getItem">): Theme {
  const kept = storage.getItem(KEY);
  return ORDER.find((theme) => theme === kept) ?? "system";
}

export function keepTheme(storage: Pick<Storage, "setItem">, theme: Theme): void {
  storage.setItem(KEY, theme);
}

/** Puts the theme where the style sheet looks for it. */
export function showTheme(root: HTMLElement, theme: Theme): void {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
