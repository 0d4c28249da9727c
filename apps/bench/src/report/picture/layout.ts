/** Where things are in the picture, in its own units: about a pixel each. One narrow column, which a telephone shows without making it small. */
export const layout = {
  width: 480,
  margin: 12,
  /** Between panels. */
  gap: 28,
  panelHead: 26,
  barHeight: 16,
  barGap: 6,
  /** What sets the next comparison of a panel apart from the one above. */
  groupGap: 8,
  /** How far the bars begin to the right of a panel's edge: the names stand there. */
  names: 190,
  /** What is kept free at the right, for the figures. */
  figures: 60,
} as const;

export const panelWidth = layout.width - 2 * layout.margin;
