import { z } from 'zod';

const labelSchema = z.string().max(200);

/** Labels of the text with which a key is handed over, in the language of the window. */
export const handOverLabelsSchema = z.strictObject({
  address: labelSchema,
  token: labelSchema,
  username: labelSchema,
  expires: labelSchema,
  /** The expiry as the window shows it, with its time zone. */
  expiry: labelSchema,
  link: labelSchema,
  /** The last line: that the secret key is not in the text. */
  note: labelSchema,
});
/** Labels of the text with which a key is handed over. */
export type HandOverLabels = Readonly<z.infer<typeof handOverLabelsSchema>>;
