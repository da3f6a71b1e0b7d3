import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import IconButton from '@mui/material/IconButton';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isAdoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { keyStatus } from '../../../shared/model/key.ts';
import { exportedState } from '../../../shared/model/keyExport.ts';
import type { UsedKey, UsedPlace } from '../../../shared/model/keyUsage.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { toAppError } from '../../api/call.ts';
import { copyUsagePath } from '../../api/usageQueries.ts';
import { type ChipTone, StatusChip } from '../../components/StatusChip.tsx';
import { BodyLine, Cell, FirstLine, SecondLine } from '../../components/tableParts.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { MONOSPACE } from '../../shell/theme.ts';
import { useToasts } from '../../shell/toasts.ts';
import { shownPath, splitPath } from './shownPath.ts';

/** Columns: file, place, part, key, status, actions. */
export const COLUMNS =
  'minmax(140px, 2.2fr) minmax(104px, 1fr) minmax(104px, 0.9fr) minmax(120px, 1.5fr) minmax(104px, 1.1fr) 84px';
/** Space to the left of the first column, in CSS pixels. */
export const INSET = '16px';

const TONES = {
  valid: 'success',
  expiring: 'warning',
  expired: 'error',
  accountProblem: 'neutral',
} as const satisfies Record<string, ChipTone>;

/** Props of {@link UsageRow}. */
export interface UsageRowProps {
  readonly place: UsedPlace;
  readonly usedKey: UsedKey;
  /** `undefined` if it was removed in the meantime. */
  readonly connection: ConnectionSummary | undefined;
  /** Index in the list, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  /** Shows the properties of a key. */
  readonly onOpen: (key: UsedKey) => void;
}

/** A place where a key was found. Memoized: scrolling renders only the rows that come into view. */
export const UsageRow = memo(function UsageRow(props: UsageRowProps) {
  const { place, usedKey, connection, index, offset, now, onOpen } = props;
  const { t } = useTranslation();
  const toasts = useToasts();
  const path = shownPath(place.path);
  const { name, folder } = splitPath(path);
  const where = t('usage.place', { line: place.line, column: place.column });
  const { expirationDate, accountProblem } = usedKey;
  const status = expirationDate === null ? null : keyStatus({ expirationDate, accountProblem }, now);
  const statusLabel =
    status === null
      ? ''
      : status.kind === 'expiring'
        ? t('keys.states.expiring', { count: status.daysLeft })
        : t(`keys.exportedStates.${exportedState(status)}`);
  const owner = usedKey.fullName || usedKey.username;
  const from = connection === undefined ? '' : connectionName(t, connection);
  const copy = (): void =>
    void copyUsagePath(place.path).then(
      () => toasts.show({ kind: 'message', text: t('usage.pathCopied') }),
      (error: unknown) => toasts.show({ kind: 'failure', error: toAppError(error) }),
    );
  return (
    <BodyLine
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: COLUMNS }}
      sx={{ paddingLeft: INSET }}
    >
      <Cell role="cell" title={path}>
        <FirstLine>
          <bdi>{name}</bdi>
        </FirstLine>
        <SecondLine>
          <bdi>{folder}</bdi>
        </SecondLine>
      </Cell>
      <Cell role="cell" title={where}>
        {`${place.line}:${place.column}`}
      </Cell>
      <Cell role="cell">
        <StatusChip tone={place.part === 'secret' ? 'error' : 'neutral'} label={t(`usage.parts.${place.part}`)} />
      </Cell>
      <Cell role="cell" title={`${owner}\n${usedKey.token}\n${from}`}>
        <div>
          <bdi>{owner}</bdi>
        </div>
        <SecondLine style={{ fontFamily: MONOSPACE }}>{shortToken(usedKey.token)}</SecondLine>
      </Cell>
      <Cell role="cell" title={statusLabel}>
        {status !== null && <StatusChip tone={TONES[status.kind]} label={statusLabel} />}
      </Cell>
      <Cell role="cell">
        <IconButton
          size="small"
          aria-label={t('usage.openKey', { username: usedKey.username || owner })}
          title={t('usage.openKey', { username: usedKey.username || owner })}
          // An adopted key has no properties: they are those of the installation.
          disabled={connection === undefined || isAdoptedKeyId(usedKey.id)}
          onClick={() => onOpen(usedKey)}
        >
          <KeyOutlined fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          aria-label={t('usage.copyPath', { file: name })}
          title={t('usage.copyPath', { file: name })}
          onClick={copy}
        >
          <ContentCopy fontSize="small" />
        </IconButton>
      </Cell>
    </BodyLine>
  );
});
