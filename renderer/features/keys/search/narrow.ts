/** Where a message about the search needs two lines. */
export const NARROW = '@media (max-width: 1023px)';
