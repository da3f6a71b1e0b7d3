/** Text that does not need folding, such as tokens and most user names. */
const PLAIN = /^[\da-z_.@ \n-]*$/;

/**
 * Folds a text for comparison: lower case, NFC, and the Greek final sigma, which depends on its position, as a normal
 * one. Independent of the window's language, like the texts of a key.
 */
export function foldText(text: string): string {
  return PLAIN.test(text) ? text : text.toLowerCase().normalize('NFC').replaceAll('ς', 'σ');
}
