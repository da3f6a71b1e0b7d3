import { z } from 'zod';

/**
 * Body of every error response of the platform's API.
 * `Code` is stable (`Validation`, `NotFound`, `Conflict`, `AccountNotEligible`, …); `Message` is an English sentence
 * without stack or path; `Details` lists the invalid fields and what is wrong with each.
 */
export const apiErrorSchema = z.object({
  Code: z.string(),
  Message: z.string(),
  Details: z.array(z.object({ Field: z.string(), Message: z.string() })).optional(),
  /** Present on 5xx: identifies the line in the platform's log. */
  RequestId: z.string().optional(),
});
/** Body of an error response of the platform's API. */
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;
