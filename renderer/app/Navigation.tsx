import CleaningServices from '@mui/icons-material/CleaningServicesOutlined';
import CompareArrows from '@mui/icons-material/CompareArrowsRounded';
import EventNote from '@mui/icons-material/EventNoteOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import FindInPage from '@mui/icons-material/FindInPageOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HubOutlined from '@mui/icons-material/HubOutlined';
import KeyboardOutlined from '@mui/icons-material/KeyboardOutlined';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import QueryStats from '@mui/icons-material/QueryStatsOutlined';
import ReportOutlined from '@mui/icons-material/ReportOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { visuallyHidden } from '@mui/utils';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { useExpiringCounts } from '../api/expiringQueries.ts';
import { useKeys } from '../api/keyQueries.ts';
import { EDGE } from '../components/forcedColors.ts';
import { ariaShortcut, shortcutText } from '../components/shortcuts.ts';
import { useNow } from '../components/useNow.ts';
import { expiringText } from '../i18n/expiringText.ts';
import { useNavigationIsFolded } from '../shell/navigationFold.ts';
import { type Page, usePages } from '../shell/pages.ts';
import { ConnectionSwitcher } from './ConnectionSwitcher.tsx';

const STATUS_RENEWAL_MS = 60_000;

/** Props of {@link Navigation}. */
export interface NavigationProps {
  /** The active connection; `undefined` while unknown. */
  readonly connection: ConnectionSummary | undefined;
  readonly onLock: () => void;
  readonly onShowShortcuts: () => void;
}

/** Navigation column: connection and pages. */
export function Navigation({ connection, onLock, onShowShortcuts }: NavigationProps) {
  const { t } = useTranslation();
  const isFolded = useNavigationIsFolded();
  return (
    <Box
      component="nav"
      aria-label={t('app.navigation')}
      sx={(theme) => ({
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        gap: 0.5,
        width: isFolded ? 72 : 256,
        padding: '14px 12px',
        overflowY: 'auto',
        borderRight: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.frame.navigation,
      })}
    >
      {connection !== undefined && <ConnectionSwitcher connection={connection} isFolded={isFolded} />}
      <Section title={t('app.infrastructure')} isFolded={isFolded} />
      <PageButton page="keys" label={t('app.authenticationKeys')} icon={<KeyOutlined />} isFolded={isFolded}>
        {connection !== undefined && <Attention connectionId={connection.id} isFolded={isFolded} />}
      </PageButton>
      <PageButton page="expiry" label={t('expiry.title')} icon={<EventNote />} isFolded={isFolded} />
      <PageButton page="hygiene" label={t('hygiene.title')} icon={<CleaningServices />} isFolded={isFolded} />
      <PageButton page="lastUse" label={t('lastUse.title')} icon={<QueryStats />} isFolded={isFolded} />
      <Section title={t('app.keydesk')} isFolded={isFolded} />
      <PageButton page="connections" label={t('app.connections')} icon={<HubOutlined />} isFolded={isFolded} />
      <PageButton page="compare" label={t('compare.menu')} icon={<CompareArrows />} isFolded={isFolded} />
      <PageButton page="activity" label={t('activity.title')} icon={<HistoryOutlined />} isFolded={isFolded} />
      <PageButton page="incident" label={t('incident.title')} icon={<ReportOutlined />} isFolded={isFolded} />
      <PageButton page="doctor" label={t('doctor.title')} icon={<FactCheck />} isFolded={isFolded} />
      <PageButton page="usage" label={t('usage.title')} icon={<FindInPage />} isFolded={isFolded} />
      <PageButton page="settings" label={t('app.settings')} icon={<SettingsOutlined />} isFolded={isFolded} />
      <Box sx={{ flex: 1 }} />
      <NavigationButton
        label={t('app.shortcuts.title')}
        hint={`${t('app.shortcuts.title')} (?)`}
        icon={<KeyboardOutlined />}
        isFolded={isFolded}
        isCurrent={false}
        onClick={onShowShortcuts}
      />
      <NavigationButton
        label={t('trust.lock.action')}
        hint={`${t('trust.lock.action')} (${shortcutText('L')})`}
        keyShortcuts={ariaShortcut('L')}
        icon={<LockOutlined />}
        isFolded={isFolded}
        isCurrent={false}
        onClick={onLock}
      />
    </Box>
  );
}

function Section({ title, isFolded }: { readonly title: string; readonly isFolded: boolean }) {
  return isFolded ? (
    <Box sx={{ height: 16 }} />
  ) : (
    <Typography variant="overline" component="div" color="textSecondary" sx={{ padding: '18px 10px 4px' }}>
      {title}
    </Typography>
  );
}

function PageButton(props: {
  readonly page: Page;
  readonly label: string;
  readonly icon: ReactNode;
  readonly isFolded: boolean;
  readonly children?: ReactNode;
}) {
  const { page, goTo } = usePages();
  return <NavigationButton {...props} isCurrent={page === props.page} onClick={() => goTo(props.page)} />;
}

function NavigationButton(props: {
  readonly label: string;
  /** Tooltip; the collapsed navigation shows the label instead. */
  readonly hint?: string;
  readonly keyShortcuts?: string;
  readonly icon: ReactNode;
  readonly isFolded: boolean;
  readonly isCurrent: boolean;
  readonly onClick: () => void;
  readonly children?: ReactNode;
}) {
  const { isCurrent } = props;
  return (
    <ButtonBase
      aria-current={isCurrent ? 'page' : undefined}
      aria-keyshortcuts={props.keyShortcuts}
      title={props.hint ?? (props.isFolded ? props.label : undefined)}
      onClick={props.onClick}
      sx={(theme) => ({
        position: 'relative',
        display: 'flex',
        alignItems: 'center',
        justifyContent: props.isFolded ? 'center' : 'flex-start',
        gap: 1.25,
        minHeight: 38,
        padding: props.isFolded ? 0 : '7px 10px',
        borderRadius: '10px',
        textAlign: 'left',
        fontSize: 14,
        lineHeight: '20px',
        fontWeight: isCurrent ? 600 : 400,
        color: isCurrent ? theme.vars.palette.tone.accent.text : theme.vars.palette.text.primary,
        backgroundColor: isCurrent ? theme.vars.palette.tone.accent.background : 'transparent',
        '&:hover': { backgroundColor: isCurrent ? undefined : theme.vars.palette.action.hover },
        '& svg': { fontSize: 20, flex: 'none' },
      })}
    >
      {props.icon}
      {/* Always read by screen readers, together with the badge. */}
      <Box component="span" sx={props.isFolded ? visuallyHidden : { flex: 1, minWidth: 0 }}>
        {props.label}
      </Box>
      {props.children}
    </ButtonBase>
  );
}

/** Badge with the number of keys that expire soon and need a new one: the number of the quick filter. */
function Attention({ connectionId, isFolded }: { readonly connectionId: string; readonly isFolded: boolean }) {
  const { t, i18n } = useTranslation();
  const known = useKeys(connectionId);
  const now = useNow(STATUS_RENEWAL_MS, known.data?.items);
  const counts = useExpiringCounts(connectionId, known, now);
  const count = counts.unreplaced;
  if (count === 0) {
    return null;
  }
  const label = expiringText(t, counts);
  return (
    <Box
      component="span"
      role="img"
      aria-label={label}
      title={label}
      sx={(theme) => ({
        ...(isFolded ? { position: 'absolute', top: -7, right: -6, padding: '0 4px' } : { padding: '0 6px' }),
        minWidth: 20,
        borderRadius: '10px',
        border: EDGE,
        fontSize: 12,
        lineHeight: '18px',
        fontWeight: 600,
        textAlign: 'center',
        color: theme.vars.palette.tone.warning.text,
        backgroundColor: theme.vars.palette.tone.warning.background,
      })}
    >
      {count.toLocaleString(i18n.language)}
    </Box>
  );
}
