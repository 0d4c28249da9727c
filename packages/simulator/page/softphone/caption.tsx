import type { CSSProperties } from "react";
import type { SoundView } from "../../src/control/protocol.js";
import { type Captions, captionOf } from "../state/words.js";
import "./caption.css";

/** What is heard, to read along: the words fill as they are spoken. */
export function Caption(props: {
  readonly sound: SoundView | undefined;
  readonly captions: Captions | undefined;
  readonly connected: boolean;
}) {
  const { sound, connected } = props;
  const words = captionOf(sound, props.captions);
  const spoken = sound?.kind === "prompt";
  const pace = { "--spoken-ms": `${sound?.durationMs ?? 0}ms` } as CSSProperties;
  return (
    <div className="caption" role="status" aria-label="What you hear">
      {words ? (
        <p className={spoken ? "caption-spoken" : "caption-quiet"} key={`${words}${sound?.startedAt}`} style={pace}>
          {spoken ? <span>{words}</span> : words}
        </p>
      ) : (
        <p className="caption-quiet">{connected ? "Silence" : ""}</p>
      )}
    </div>
  );
}
