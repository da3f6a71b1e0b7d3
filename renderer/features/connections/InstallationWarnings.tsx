import Box from '@mui/material/Box';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { InstallationWarning } from '../../../shared/model/installationWarnings.ts';
import type { Language } from '../../../shared/model/language.ts';
import { Note } from '../../components/Note.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { createFormat, type Format, useFormat } from '../../i18n/format.ts';
import { isolated } from '../../i18n/isolated.ts';
import { useLanguage } from '../../i18n/language.ts';

/** Props of {@link InstallationWarnings}. */
export interface InstallationWarningsProps {
  readonly connection: ConnectionSummary;
  readonly warnings: readonly InstallationWarning[];
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** What the user should know about the installation of a connection, each with what to do. */
export function InstallationWarnings({ connection, warnings, now }: InstallationWarningsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  return (
    warnings.length > 0 && (
      <Box sx={{ flexBasis: '100%', display: 'flex', flexDirection: 'column', gap: 1 }}>
        {warnings.map((warning) => {
          const { title, text } = warningTexts(t, warning, { username: connection.username, format, language, now });
          return (
            <Note key={warning.kind} tone="warning" title={title}>
              {text}
            </Note>
          );
        })}
      </Box>
    )
  );
}

interface Surroundings {
  /** User name of the connection. */
  readonly username: string;
  readonly format: Format;
  readonly language: Language;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

function warningTexts(
  t: TFunction,
  warning: InstallationWarning,
  { username, format, language, now }: Surroundings,
): { readonly title: string; readonly text: string } {
  switch (warning.kind) {
    case 'passwordExpires':
    case 'passwordExpired': {
      const instant = new Date(warning.expiresAt).toISOString();
      const values = {
        username: isolated(username),
        date: format.dateTime(instant),
        distance: format.fromNow(instant, now),
      };
      const { kind } = warning;
      return { title: t(`installation.warnings.${kind}.title`, values), text: t(`installation.warnings.${kind}.text`) };
    }
    case 'fixMissing': {
      const { publishedOn, sources, maintainedSince } = warning.fix;
      const date = createFormat(language, 'UTC').date(publishedOn);
      return {
        title: t('installation.warnings.fixMissing.title', { version: isolated(warning.version), date }),
        text: t('installation.warnings.fixMissing.text', { sources: sources.join(', '), line: maintainedSince }),
      };
    }
    case 'sameDatabase': {
      const quoted = warning.others.map((other) =>
        t('installation.quoted', { name: isolated(connectionName(t, other)) }),
      );
      return {
        title: t('installation.warnings.sameDatabase.title', { names: new Intl.ListFormat(language).format(quoted) }),
        text: t('installation.warnings.sameDatabase.text', { databaseId: isolated(warning.databaseId) }),
      };
    }
  }
}
