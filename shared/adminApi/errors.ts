import { z } from 'zod';

/**
 * The body of every refusal of the platform's API, as it goes over the wire.
 * `Code` is a stable word (`Validation`, `NotFound`, `Conflict`, `AccountNotEligible`, …); `Message` is an English
 * sentence without stack or path; `Details` names fields, each with what is wrong about it.
 */
export const apiErrorSchema = z.object({
  Code: z.string(),
  Message: z.string(),
  Details: z.array(z.object({ Field: z.string(), Message: z.string() })).optional(),
  /** Present on 5xx, to find the matching line in the platform's log. */
  RequestId: z.string().optional(),
});
/** The body of every refusal of the platform's API. */
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;
