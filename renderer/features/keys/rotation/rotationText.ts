import { instantSchema } from '../../../../shared/model/instant.ts';
import {
  isErrorProblem,
  isKeyTestProblem,
  type Rotation,
  type RotationProblem,
} from '../../../../shared/model/rotation.ts';
import { AppError } from '../../../../shared/result.ts';
import type { ChipTone } from '../../../components/StatusChip.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { isolated } from '../../../i18n/isolated.ts';

/** Color of each state. */
export const STATE_TONES: Readonly<Record<Rotation['state'], ChipTone>> = {
  creating: 'warning',
  handOver: 'accent',
  testFailed: 'error',
  overlap: 'success',
  ended: 'neutral',
  failed: 'error',
  takenBack: 'neutral',
};

/** What a state means, and what to do next. */
export function stateText(t: Translate, { state, oldExpiryAfter }: Rotation, format: Format): string {
  const when = oldExpiryAfter === null ? '' : format.dateTime(oldExpiryAfter);
  return t(`rotation.states.${state}.text`, { when });
}

/** What went wrong, in one or two sentences. */
export function problemText(t: Translate, { code, detail }: RotationProblem, format: Format): string {
  if (isErrorProblem(code)) {
    const { title, text } = errorText(t, new AppError(code, '', detail === null ? {} : { detail }));
    return `${title}. ${text}`;
  }
  if (isKeyTestProblem(code)) {
    const title = t(`keyTest.results.${code}.title`);
    return detail === null ? title : `${title}: ${isolated(detail)}`;
  }
  const isInstant = instantSchema.safeParse(detail).success;
  const named = detail === null ? '' : isInstant ? format.dateTime(detail) : isolated(detail);
  const title = t(`rotation.problems.${code}.title`);
  return `${named === '' ? title : `${title} (${named})`}. ${t(`rotation.problems.${code}.text`)}`;
}
