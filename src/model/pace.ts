/** How many resources are read and written at once when nobody says otherwise. */
export const usualPace = { reads: 20, writes: 8 } as const;

/** The most that may be asked for. */
export const mostPace = { reads: 200, writes: 32 } as const;
