import type { AccountCoverage, CoveringKey } from '../../../shared/model/accountCoverage.ts';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { ChipTone } from '../../components/StatusChip.tsx';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { isolated } from '../../i18n/isolated.ts';

/** Number of days before the loss of access from which it is shown as urgent. */
const URGENT_DAYS = 30;

/** What the texts of a row depend on. */
export interface TextSource {
  readonly t: Translate;
  readonly format: Format;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Name of an account as the page shows it. */
export function accountName({ fullName, username }: AccountCoverage): string {
  return isolated(fullName || username);
}

/** Says whether an account has access, and until or since when. */
export interface AccessText {
  readonly label: string;
  readonly tone: ChipTone;
  /** Empty if there is nothing more to say. */
  readonly detail: string;
}

/** Says whether an account has access, and until or since when. */
export function accessText(account: AccountCoverage, { t, format, now }: TextSource): AccessText {
  const { access, endsAt, problem } = account;
  if (access === 'blocked') {
    return { label: problem === null ? '' : t(`keys.states.${problem}`), tone: 'neutral', detail: '' };
  }
  const end = endsAt === null ? null : new Date(endsAt).toISOString();
  const detail =
    end === null
      ? ''
      : t(`expiry.stateDetails.${access}`, { date: format.date(end), distance: format.fromNow(end, now) });
  const isUrgent = endsAt !== null && endsAt - now <= URGENT_DAYS * DAY_MS;
  return {
    label: t(`expiry.states.${access}`),
    tone: access === 'losing' && !isUrgent ? 'accent' : TONES[access],
    detail,
  };
}

const TONES = { losing: 'warning', lost: 'error', covered: 'success' } as const;

/**
 * Says in words what the bars of an account show: how many keys it has, and when none of them is valid.
 * @param until end of the period, in milliseconds since the epoch.
 */
export function coverageText(account: AccountCoverage, until: number, { t, format }: TextSource): string {
  const { gaps, keys, problem } = account;
  const at = (instant: number): string => format.dateTime(new Date(instant).toISOString());
  const spans = gaps.map(({ from, to }) =>
    to < until ? t('expiry.gap', { from: at(from), to: at(to) }) : t('expiry.gapToEnd', { from: at(from) }),
  );
  const coverage = spans.length > 0 ? spans : [problem === null ? t('expiry.noGap') : t(`keys.states.${problem}`)];
  return [t('keys.count', { count: keys.length }), ...coverage].join('; ');
}

/** Describes a key: when it is valid and what it means for its account. */
export function keyText({ key, role }: CoveringKey, { t, format }: TextSource): string {
  return t('expiry.key', {
    token: shortToken(key.token),
    from: format.dateTime(key.creationDate),
    to: format.dateTime(key.expirationDate),
    role: t(`expiry.roles.${role}`),
  });
}
