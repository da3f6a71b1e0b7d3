import TaskAlt from '@mui/icons-material/TaskAltOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { IgnoredFinding } from '../../../shared/model/ignoredFinding.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { useTakeBackIgnored } from '../../api/hygieneQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { HeaderCell, HeaderLine, TableFrame } from '../../components/tableParts.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Columns: finding, account and token, who and when, until, reason, action. */
const TRACKS =
  'minmax(104px, 1fr) minmax(92px, 1fr) minmax(96px, 136px) minmax(92px, 146px) minmax(88px, 2fr) minmax(100px, max-content)';
const INSET = '16px';

/** A cell that shows all of its text: reasons are read, not scanned. */
const WrappedCell = styled('div')({
  paddingRight: 8,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-line',
  '& strong': { fontWeight: 600 },
});
const Detail = styled('div')(({ theme }) => ({
  fontSize: '0.75rem',
  color: (theme.vars ?? theme).palette.text.secondary,
}));

/** Props of {@link IgnoredView}. */
export interface IgnoredViewProps {
  readonly connectionId: string;
  readonly ignored: readonly IgnoredFinding[];
}

/** What is ignored: who has decided so, until when and why; each decision can be taken back. */
export function IgnoredView({ connectionId, ignored }: IgnoredViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const takingBack = useTakeBackIgnored(connectionId);
  const takeBack = ({ id }: IgnoredFinding): void =>
    takingBack.mutate([id], { onError: (error) => toasts.show({ kind: 'failure', error }) });
  const title = t('hygiene.texts.ignored.title');
  return (
    <>
      <Box>
        <Typography variant="h2">{title}</Typography>
        <Typography color="textSecondary">{t('hygiene.ignored.intro')}</Typography>
      </Box>
      {ignored.length === 0 ? (
        <TableFrame>
          <EmptyState icon={<TaskAlt />} title={t('hygiene.ignored.nothing.title')}>
            {t('hygiene.ignored.nothing.text')}
          </EmptyState>
        </TableFrame>
      ) : (
        <TableFrame role="table" aria-label={title} tabIndex={0}>
          <HeaderLine role="row" style={{ gridTemplateColumns: TRACKS }} sx={{ paddingLeft: INSET }}>
            {(['finding', 'subject', 'decided', 'until', 'reason'] as const).map((name) => (
              <HeaderCell key={name} role="columnheader">
                {t(`hygiene.texts.ignored.columns.${name}`)}
              </HeaderCell>
            ))}
            <HeaderCell role="columnheader">{t('hygiene.headers.actions')}</HeaderCell>
          </HeaderLine>
          {ignored.map((decision) => (
            <Box
              key={decision.id}
              role="row"
              sx={(theme) => ({
                display: 'grid',
                gridTemplateColumns: TRACKS,
                alignItems: 'center',
                paddingLeft: INSET,
                paddingBlock: 0.75,
                borderBottom: `1px solid ${theme.vars?.palette.divider ?? theme.palette.divider}`,
              })}
            >
              <WrappedCell role="cell">{t(`hygiene.texts.findings.${decision.kind}`)}</WrappedCell>
              <WrappedCell role="cell" title={`${decision.fullName}\n${decision.username}`}>
                <strong>
                  <bdi>{decision.username}</bdi>
                </strong>
                <Detail>
                  {decision.token === null ? t('hygiene.texts.ignored.allKeys') : shortToken(decision.token)}
                </Detail>
              </WrappedCell>
              <WrappedCell role="cell" title={decision.by}>
                <strong>
                  <bdi>{decision.by}</bdi>
                </strong>
                <Detail>{format.dateTime(decision.at)}</Detail>
              </WrappedCell>
              <WrappedCell role="cell">
                {decision.until === null ? t('hygiene.texts.ignored.forGood') : format.dateTime(decision.until)}
              </WrappedCell>
              <WrappedCell role="cell">
                <bdi>{decision.reason}</bdi>
              </WrappedCell>
              <Box role="cell" sx={{ paddingRight: 1 }}>
                <Button
                  size="small"
                  variant="outlined"
                  disabled={takingBack.isPending}
                  aria-label={t('hygiene.ignored.takeBackOf', {
                    finding: t(`hygiene.texts.findings.${decision.kind}`),
                    username: decision.username,
                  })}
                  onClick={() => takeBack(decision)}
                >
                  {t('hygiene.ignored.takeBack')}
                </Button>
              </Box>
            </Box>
          ))}
        </TableFrame>
      )}
    </>
  );
}
