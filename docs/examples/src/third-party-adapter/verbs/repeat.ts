/** The carrier knows a command again for a minute. Two instances' clocks may differ by some seconds, which are taken off. */
export const whileRemembered = { safeForMs: 50_000 } as const;
