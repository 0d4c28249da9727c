import { useEffect, useState } from "react";
import { Icon } from "../ui/icon.js";
import { IconButton } from "../ui/icon-button.js";
import { keepTheme, nextTheme, readTheme, showTheme, type Theme } from "./theme.js";

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
