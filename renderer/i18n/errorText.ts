import type { AppError } from '../../shared/result.ts';
import type { Translate } from './i18n.ts';

/** What a user reads about a failure. `detail` is what the platform said or the technical cause, or `null`. */
export interface ErrorText {
  readonly title: string;
  readonly text: string;
  readonly detail: string | null;
}

/** Gives the sentences for an error in the language of `translate`. */
export function errorText(translate: Translate, error: AppError): ErrorText {
  return {
    title: translate(`errors.${error.code}.title`),
    text: translate(`errors.${error.code}.text`),
    detail: error.detail === undefined ? null : translate(detailKey(error), { detail: error.detail }),
  };
}

/** Only a platform that answered can be quoted; without an answer the detail is what the network reported. */
function detailKey({ code }: AppError): 'app.detail' | 'app.cause' {
  return code === 'UNREACHABLE' || code === 'SAMPLE_PLATFORM_FAILED' ? 'app.cause' : 'app.detail';
}
