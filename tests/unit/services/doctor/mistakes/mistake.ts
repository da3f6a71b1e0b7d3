import type { FindingCode } from '../../../../../shared/model/doctor.ts';
import type { Deviation, Sent } from '../signedPaste.ts';

/** A mistake made with a right request, and what the doctor finds. */
export interface Mistake {
  readonly name: string;
  /** Errors, in order; for a remark none. */
  readonly codes: readonly FindingCode[];
  /** Errors that are found with the secret key, if others. */
  readonly codesWithSecret?: readonly FindingCode[];
  /** Remarks and warnings that are found besides. */
  readonly remarks?: readonly FindingCode[];
  /** Whether it is found only with the secret key. */
  readonly needsSecret?: true;
  readonly make: (right: Sent) => Deviation;
}
