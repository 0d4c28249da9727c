import { type RefObject, useEffect, useRef } from "react";

/** How near the end still counts as being there, px. */
const NEAR = 48;

/** Keeps a list at its end while it grows or its room changes (it may have been hidden), unless the reader has scrolled away. */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>, length: number): void {
  const atEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let top = element.scrollTop;
    const look = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      // Not near and not higher up: the list grew before this was told.
      if (near || element.scrollTop < top) atEnd.current = near;
      top = element.scrollTop;
    };
    const room = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    room.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      room.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list is the reason to look.
  useEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [scroller, length]);
}
