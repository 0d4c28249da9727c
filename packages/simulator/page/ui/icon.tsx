/** Drawn on a grid of 24, stroke 1.75. */
const PATHS = {
  call: "M5 4h3.5l1.8 4.5-2.3 1.6a12 12 0 0 0 5.9 5.9l1.6-2.3L20 15.5V19a1.5 1.5 0 0 1-1.6 1.5C10.4 20 4 13.6 3.5 5.6A1.5 1.5 0 0 1 5 4Z",
  "hang-up":
    "M3.2 14.8c-.9-1.3-.6-3 .6-3.9a14 14 0 0 1 16.4 0c1.2.9 1.5 2.6.6 3.9l-.3.5a1 1 0 0 1-1.2.35l-3.3-1.3a1 1 0 0 1-.62-1.05l.22-1.8a11 11 0 0 0-7.2 0l.22 1.8a1 1 0 0 1-.62 1.05l-3.3 1.3a1 1 0 0 1-1.2-.35Z",
  mute: "M4 4l16 16M9 9.5V11a3 3 0 0 0 4.7 2.46M15 11V6a3 3 0 0 0-5.7-1.3M6 11a6 6 0 0 0 9.6 4.8M18 11a6 6 0 0 1-.4 2.1M12 17v3.5",
  microphone: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v3.5",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  silent: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM16 9.5l5 5M21 9.5l-5 5",
  backspace: "M8.5 5.5H20a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H8.5L3 12l5.5-6.5ZM11.5 9.5l5 5M16.5 9.5l-5 5",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  contrast: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 3.5v17M12 8l5-2.5M12 12l8.3-2M12 16l7.5-1.5",
  keyboard:
    "M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17.5 10.5h.01M8 14h8",
  chevron: "M9 6l6 6-6 6",
  out: "M7 17L17 7M9 7h8v8",
  in: "M17 7L7 17M15 17H7V9",
  right: "M4 12h15M13 6l6 6-6 6",
  left: "M20 12H5M11 6l-6 6 6 6",
  close: "M6 6l12 12M18 6L6 18",
  voicemail: "M6.5 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM17.5 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM6.5 15.5h11",
  busy: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM7.5 12h9",
  shield: "M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6l7-2.5ZM9 12l2.2 2.2L15.2 10",
  check: "M5 12.5l4.5 4.5L19 7",
  copy: "M9 9h10v11H9zM5 15V4h10",
} as const;
export type IconName = keyof typeof PATHS;

/** A picture beside words, or within a button that has a label: never read out. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
