import { useMemo } from 'react';
import { useInstallationZone } from '../api/installationQueries.ts';
import { useKeyView } from '../api/keyViewQueries.ts';
import { createFormat, type Format } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTimeZone } from '../i18n/timeZone.ts';

/** In which time zone the list of a connection shows times. */
export interface ListTimes {
  /** Of these times. */
  readonly format: Format;
  /** IANA name of the time zone of the installation if the times follow it; `null` if they follow this computer. */
  readonly timeZone: string | null;
  /** IANA name of the time zone of the installation, whether or not the times follow it; `null` if it is not known. */
  readonly installationZone: string | null;
}

/**
 * In which time zone the list of a connection shows times: that of this computer or, as chosen for the connection, the one in
 * which the product shows times to the account. While that is not known, it is that of this computer.
 */
export function useListTimes(connectionId: string): ListTimes {
  const language = useLanguage();
  const systemZone = useTimeZone();
  const installationZone = useInstallationZone(connectionId);
  const { view } = useKeyView(connectionId);
  const timeZone = view?.timesOf === 'installation' ? installationZone : null;
  return useMemo(
    () => ({ format: createFormat(language, timeZone ?? systemZone), timeZone, installationZone }),
    [language, timeZone, systemZone, installationZone],
  );
}
