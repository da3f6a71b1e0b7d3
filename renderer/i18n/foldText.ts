/** What is as it should be already, as tokens and most user names are. */
const PLAIN = /^[\da-z_.@ \n-]*$/;

/**
 * A text in the form in which texts are compared: lower case, accents as NFC writes them, and the Greek final sigma,
 * which depends on what follows, as any other. Independent of the language of the window, since the words of a key are.
 */
export function foldText(text: string): string {
  return PLAIN.test(text) ? text : text.toLowerCase().normalize('NFC').replaceAll('ς', 'σ');
}
