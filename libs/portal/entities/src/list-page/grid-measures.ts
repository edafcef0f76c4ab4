/** Height of the row of the heads, in pixels. */
export const HEAD = 36;

/** Heights of rows by density, as the theme has them. */
export const ROW_HEIGHTS = { comfortable: 52, standard: 44, compact: 36 } as const;

/** Height of a row of two lines, on phones. */
export const NARROW_ROW = 68;

/** Width of the column of ticks. */
export const TICK = 44;
