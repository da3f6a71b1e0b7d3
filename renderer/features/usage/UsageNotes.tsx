import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { KeyUsageResult, ScanGap } from '../../../shared/model/keyUsage.ts';
import { ExportButton } from '../../components/ExportButton.tsx';
import { Note } from '../../components/Note.tsx';
import type { Translate } from '../../i18n/i18n.ts';
import { usePopups } from '../../shell/popups.ts';
import { shownPath } from './shownPath.ts';
import { sizeText } from './sizeText.ts';

/** What was left out on purpose, so that it is no reason to doubt the result. */
const EXPECTED: readonly ScanGap[] = ['archive', 'binary', 'special', 'link', 'excluded'];

/** Props of {@link UsageNotes}. */
export interface UsageNotesProps {
  readonly result: KeyUsageResult;
}

/** The result in numbers with its export, leaks, and what was not searched. */
export function UsageNotes({ result }: UsageNotesProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const leaked = new Set(result.places.filter(({ part }) => part === 'secret').map(({ key }) => key)).size;
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box role="status" sx={{ flex: 1, minWidth: 0 }}>
          {result.places.length > 0 && (
            <Typography variant="h2" component="p">
              {foundText(t, result)}
            </Typography>
          )}
          <Typography variant="body2" color="textSecondary">
            {[searchedText(t, result), ...secretTexts(t, result)].join(' ')}
          </Typography>
        </Box>
        {result.places.length > 0 && (
          <ExportButton reason={null} onClick={() => open({ kind: 'exportUsage', rows: result.places.length })} />
        )}
      </Box>
      {leaked > 0 && (
        <Note tone="error" isAlert title={t('usage.leak.title', { count: leaked })}>
          {t('usage.leak.text')}
        </Note>
      )}
      {result.stoppedBy !== null && (
        <Note tone="warning" title={t(`usage.stops.${result.stoppedBy}`)}>
          {result.stoppedBy !== 'user' && t('usage.stopText')}
        </Note>
      )}
      {result.gaps.length > 0 && <Gaps gaps={result.gaps} />}
    </>
  );
}

/** Files and folders by reason; their names on request. */
function Gaps({ gaps }: Pick<KeyUsageResult, 'gaps'>) {
  const { t } = useTranslation();
  const isExpected = gaps.every(({ reason }) => EXPECTED.includes(reason));
  return (
    <Note tone={isExpected ? 'neutral' : 'warning'} title={t(isExpected ? 'usage.leftOut' : 'usage.incomplete')}>
      <Box sx={REASONS}>
        {gaps.map(({ reason, count, named }) => (
          <details key={reason}>
            <summary>{t(`usage.gaps.${reason}`, { count })}</summary>
            <Box component="ul" tabIndex={0} aria-label={t(`usage.gaps.${reason}`, { count })} sx={LIST}>
              {named.map(({ path, code }) => (
                <li key={path}>
                  <bdi>{shownPath(path)}</bdi>
                  {code !== null && ` (${code})`}
                </li>
              ))}
              {count > named.length && <li>{t('usage.more', { count: count - named.length })}</li>}
            </Box>
          </details>
        ))}
      </Box>
    </Note>
  );
}

/** Reasons side by side; one that is open has a line of its own. */
const REASONS = {
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 3,
  '& details[open]': { flexBasis: '100%' },
  '& summary': { cursor: 'pointer', width: 'fit-content' },
} as const;
const LIST = {
  margin: '4px 0',
  paddingLeft: '22px',
  maxHeight: 160,
  overflowY: 'auto',
  color: 'text.primary',
} as const;

function foundText(t: Translate, { places, keys }: KeyUsageResult): string {
  const files = new Set(places.map(({ path }) => path)).size;
  return t('usage.found', {
    keys: t('usage.foundKeys', { count: keys.length }),
    files: t('usage.files', { count: files }),
  });
}

function searchedText(t: Translate, { files, folders, bytes, searchedKeys, keys }: KeyUsageResult): string {
  const searched = t('usage.searched', {
    files: t('usage.files', { count: files }),
    size: sizeText(t, bytes),
    folders: t('usage.folders', { count: folders }),
  });
  const unused = searchedKeys - keys.length;
  return unused === 0 ? searched : `${searched} ${t('usage.unused', { count: unused })}`;
}

/** What was looked for besides tokens, and what could not be looked for. */
function secretTexts(t: Translate, result: KeyUsageResult): string[] {
  const { searchedSecrets, searchedKeys, missingSecrets, unsearchedKeys, connectionsWithoutList } = result;
  const secrets =
    searchedSecrets === 0
      ? t('usage.withoutSecrets')
      : searchedSecrets === searchedKeys
        ? t('usage.allSecrets')
        : t('usage.secrets', { count: searchedSecrets });
  return [
    secrets,
    ...(missingSecrets > 0 ? [t('usage.missingSecrets', { count: missingSecrets })] : []),
    ...(unsearchedKeys > 0 ? [t('usage.unsearchedKeys', { count: unsearchedKeys })] : []),
    ...(connectionsWithoutList > 0 ? [t('usage.connectionsWithoutList', { count: connectionsWithoutList })] : []),
  ];
}
