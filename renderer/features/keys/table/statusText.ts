import type { KeyStatus } from '../../../../shared/model/key.ts';
import type { ChipTone } from '../../../components/StatusChip.tsx';
import type { Translate } from '../../../i18n/i18n.ts';

/** Label and color of a status. */
export interface StatusText {
  readonly label: string;
  readonly tone: ChipTone;
  /** A sentence that says more than the label. */
  readonly hint?: string;
}

/** Describes a status in the language of `translate`. */
export function statusText(translate: Translate, status: KeyStatus): StatusText {
  switch (status.kind) {
    case 'valid':
      return { label: translate('keys.states.valid'), tone: 'success' };
    case 'expiring':
      return { label: translate('keys.states.expiring', { count: status.daysLeft }), tone: 'warning' };
    case 'expired':
      return { label: translate('keys.states.expired'), tone: 'error' };
    case 'accountProblem':
      return {
        label: translate(`keys.states.${status.problem}`),
        tone: 'neutral',
        hint: translate(`keys.problems.${status.problem}`),
      };
  }
}

/** {@link statusText} that translates each status once: scrolling asks for hundreds a second. */
export function rememberStatusTexts(translate: Translate): (status: KeyStatus) => StatusText {
  const texts = new Map<string, StatusText>();
  return (status) => {
    const id = Object.values(status).join(' ');
    const text = texts.get(id) ?? statusText(translate, status);
    texts.set(id, text);
    return text;
  };
}
