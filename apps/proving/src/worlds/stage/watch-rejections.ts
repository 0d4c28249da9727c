/** Looks out for promises that reject and that nobody handles. */
export function watchRejections(): { stop(): Promise<readonly string[]> } {
  const seen: string[] = [];
  const note = (reason: unknown) =>
    void seen.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  process.on("unhandledRejection", note);
  return {
    async stop() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", note);
      return seen;
    },
  };
}
