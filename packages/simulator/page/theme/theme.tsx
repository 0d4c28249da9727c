import { useEffect, useState } from "react";
import { IconButton } from "../ui/buttons.js";
import { Icon } from "../ui/icon.js";

const WORDS: Readonly<Record<Theme, string>> = { system: "as the system", light: "light", dark: "dark" };
const ICONS = { system: "contrast", light: "sun", dark: "moon" } as const;

/** Goes round: as the system has it, light, dark. The choice is kept. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(() => readTheme(localStorage));
  useEffect(() => showTheme(document.documentElement, theme), [theme]);

  const turn = () => {
    const next = nextTheme(theme);
    keepTheme(localStorage, next);
    setTheme(next);
  };
  return (
    <IconButton label={`Colors: ${WORDS[theme]}. Change`} onClick={turn}>
      <Icon name={ICONS[theme]} />
    </IconButton>
  );
}

/** What the person wants: `system` follows the operating system. */
type Theme = "system" | "light" | "dark";

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
function showTheme(root: HTMLElement, theme: Theme): void {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
