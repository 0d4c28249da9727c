import { useEffect, useRef } from "react";
import { IconButton } from "../ui/buttons.js";
import { Icon } from "../ui/icon.js";
import { shortcuts } from "./shortcuts.js";
import "./shortcuts-help.css";

/** A small sheet that says what the keyboard does. Esc closes it. */
export function ShortcutsHelp(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Further keys of the page around the phone. */
  readonly more?: typeof shortcuts;
}) {
  const { open, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  return (
    <dialog ref={dialog} className="shortcuts-help" aria-labelledby="shortcuts-title" onClose={onClose}>
      <header>
        <h2 id="shortcuts-title">Keyboard</h2>
        <IconButton label="Close" onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </header>
      <dl>
        {[...shortcuts, ...(props.more ?? [])].map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split("  ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
