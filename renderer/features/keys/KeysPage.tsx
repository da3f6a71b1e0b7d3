import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { visuallyHidden } from '@mui/utils';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { AuthenticationKey, KeyId } from '../../../shared/model/key.ts';
import {
  DEFAULT_KEY_VIEW,
  type HideableKeyColumn,
  hiddenColumnsOf,
  type KeyView,
} from '../../../shared/model/keyView.ts';
import { meansOffline } from '../../../shared/model/offline.ts';
import { useExpiringCounts } from '../../api/expiringQueries.ts';
import { useKeys, useRefreshKeys } from '../../api/keyQueries.ts';
import { useKeyTestResults } from '../../api/keyTestQueries.ts';
import { useKeyView } from '../../api/keyViewQueries.ts';
import { useAccountsSeen } from '../../api/lastUseQueries.ts';
import { useKeyNotes } from '../../api/noteQueries.ts';
import { useRotatingKeys } from '../../api/rotationQueries.ts';
import { isSignInFailure } from '../../api/signInFailure.ts';
import { Note } from '../../components/Note.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useNow } from '../../components/useNow.ts';
import { useStableCallback } from '../../components/useStableCallback.ts';
import { connectionName } from '../../i18n/connectionName.ts';
import { useListTimes } from '../../shell/listTimes.ts';
import { useHasRoom, useNavigationIsFolded } from '../../shell/navigationFold.ts';
import { OpenInProductButton } from '../../shell/OpenInProductButton.tsx';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';
import { AdoptButton } from './adopted/AdoptButton.tsx';
import { AdoptedKeys } from './adopted/AdoptedKeys.tsx';
import { DisabledKeys } from './bulk/DisabledKeys.tsx';
import { DisabledKeysButton } from './bulk/DisabledKeysButton.tsx';
import { InterruptedRuns } from './bulk/InterruptedRuns.tsx';
import { SelectionLine } from './bulk/SelectionLine.tsx';
import { useBulkActions } from './bulk/useBulkActions.ts';
import { ChangesNote } from './ChangesNote.tsx';
import { useCopy } from './editor/useCopy.ts';
import { Freshness } from './Freshness.tsx';
import { useHandOverCommand } from './handOver/useHandOverCommand.ts';
import { useHeadList } from './head/useHeadList.ts';
import { useWhenListed } from './head/useWhenListed.ts';
import { KeyListArea } from './KeyListArea.tsx';
import { KeysToolbar } from './KeysToolbar.tsx';
import { NoteFileProblem } from './notes/NoteFileProblem.tsx';
import { UnlistedNotes } from './notes/UnlistedNotes.tsx';
import { RefreshFailure } from './RefreshFailure.tsx';
import { RotationsButton } from './rotation/RotationsButton.tsx';
import { QuickFilters } from './search/QuickFilters.tsx';
import { SearchAnnouncement } from './search/SearchAnnouncement.tsx';
import { useKeySearch } from './search/useKeySearch.ts';
import { KeyTable } from './table/KeyTable.tsx';
import { countSelected, type KeySelection, NO_SELECTION, selectedKeys, selectionOf } from './table/keySelection.ts';
import { countByFilter } from './table/listedKeys.ts';
import { keysOfRows } from './table/shownKeys.ts';
import { useStableCommands } from './table/useStableCommands.ts';
import { useTestCommand } from './test/useTestCommand.ts';
import { useChangesSince } from './useChangesSince.ts';
import { useCopyShortcut } from './useCopyShortcut.ts';
import { usePageShortcuts } from './usePageShortcuts.ts';
import { useRowActions } from './useRowActions.ts';
import { useSignInPrompt } from './useSignInPrompt.ts';

/** Interval between recalculations of the key statuses, in milliseconds. */
const STATUS_RENEWAL_MS = 60_000;
const NO_KEYS: readonly AuthenticationKey[] = [];
/** Columns hidden in a narrow window unless the user has chosen the columns. */
const GIVES_WAY: readonly HideableKeyColumn[] = ['lastUsed'];
const NOTHING_HIDDEN: readonly HideableKeyColumn[] = [];

/** Props of {@link KeysPage}. */
export interface KeysPageProps {
  readonly connection: ConnectionSummary;
  /** The searches by connection id, kept while other pages and connections are shown. */
  readonly searches: Map<string, string>;
}

/** Administration › Infrastructure › Authentication keys. Remounted for every connection. */
export function KeysPage({ connection, searches }: KeysPageProps) {
  const { t } = useTranslation();
  const popups = usePopups();
  const { open } = popups;
  // The collapsed navigation shows only the first letter of the connection.
  const isFolded = useNavigationIsFolded();
  const hasRoom = useHasRoom();
  const connectionId = connection.id;
  const known = useKeys(connectionId);
  const { data, head, error, isFetching } = known;
  const { whenListed, isWaiting } = useWhenListed(known);
  const [changes, forgetChanges] = useChangesSince(known);
  const refresh = useRefreshKeys(connectionId);
  const disabledReasons = useDisabledReasons(connectionId);
  const copy = useCopy(connectionId);
  const [selection, setSelection] = useState<KeySelection>(NO_SELECTION);
  const tests = useKeyTestResults(connectionId);
  const { view, change: changeView } = useKeyView(connectionId);
  const shownView = view ?? DEFAULT_KEY_VIEW;
  const { format, timeZone, installationZone } = useListTimes(connectionId);
  const hiddenColumns = useMemo(
    () => hiddenColumnsOf(shownView, hasRoom ? NOTHING_HIDDEN : GIVES_WAY),
    [shownView, hasRoom],
  );
  const { notes } = useKeyNotes(connectionId);
  const seen = useAccountsSeen(connectionId);
  const rotating = useRotatingKeys(connectionId);

  const items = data?.items ?? NO_KEYS;
  const now = useNow(STATUS_RENEWAL_MS, items);
  const search = useKeySearch(
    data?.items,
    notes,
    seen,
    rotating,
    shownView.sorting,
    now,
    timeZone,
    searches.get(connectionId) ?? '',
  );
  useEffect(() => void searches.set(connectionId, search.input.text), [searches, connectionId, search.input.text]);
  const { listed, found } = search;
  const headList = useHeadList(head, search.input.text, shownView.sorting, now, notes, rotating);
  const shown = headList?.shown ?? search.shown;
  const expiring = useExpiringCounts(connectionId, known, now);
  const listCounts = useMemo(() => ({ ...countByFilter(listed), unreplaced: expiring.unreplaced }), [listed, expiring]);
  const counts = headList?.counts ?? (data === undefined ? null : listCounts);
  // A key deleted by somebody else is no longer selected.
  const selected = useMemo(() => selectedKeys(items, selection), [items, selection]);
  const isEverythingShown = headList === null && shown.length === items.length;
  const selectedShown = useMemo(
    () => (isEverythingShown ? selected.length : countSelected(items, found, selection)),
    [isEverythingShown, selected, items, found, selection],
  );

  const openProperties = useStableCallback(() =>
    open({ kind: 'connectionProperties', connectionId, problem: error?.code ?? null }),
  );
  const openConnection = connection.kind === 'sample' ? null : openProperties;
  const hasSelection = selected.length > 0;
  const total = headList?.total ?? items.length;
  const shownText =
    headList?.isSearching === true
      ? t('keys.listAwaited')
      : shown.length === total
        ? t('keys.count', { count: total })
        : t('keys.shown', { shown: shown.length, total });
  const works = known.source === 'live';
  useSignInPrompt(isSignInFailure(error) && popups.popup === null ? openConnection : null, works);

  const canReadSecret = disabledReasons.readSecret === null;
  useCopyShortcut(popups.popup === null, selected, (key) => void copy.next(key, canReadSecret));

  const create = useStableCallback((): void => open({ kind: 'newKey', connectionId, username: null }));
  usePageShortcuts(popups.popup === null, {
    search: () => search.input.field.current?.select(),
    create: disabledReasons.create === null ? create : null,
    refresh,
  });
  const selectKeys = useStableCallback((keyIds: readonly KeyId[]) => setSelection(selectionOf(items, keyIds)));
  const bulk = useBulkActions(connectionId, selected, setSelection);
  const handOver = useHandOverCommand(connectionId, selected);
  const testKey = useTestCommand(connectionId, selected, () => keysOfRows(shown), whenListed);
  const menuOf = useRowActions(connectionId, copy);
  const commands = useStableCommands({
    menuOf,
    onOpen: (key) => open({ kind: 'keyProperties', connectionId, shown: key, createdFor: null }),
    onCopyToken: (key) => void copy.token(key),
    onCopyNext: (key) => void copy.next(key, canReadSecret),
    onHandOver: handOver,
    onRotation: ({ id }) => open({ kind: 'rotations', connectionId, ids: [id] }),
    onTest: testKey,
    onDelete:
      disabledReasons.delete === null ? (key) => (hasSelection ? bulk.delete.run() : bulk.deleteKey(key)) : null,
  });
  const exportKeys = useStableCallback((): void => {
    const shownKeys = keysOfRows(shown);
    const keys = {
      all: isEverythingShown ? shownKeys : items,
      ...(isEverythingShown ? {} : { shown: shownKeys }),
      ...(hasSelection ? { selected } : {}),
    };
    open({ kind: 'exportKeys', connectionId, keys });
  });
  const askWhatToExport = useCallback(() => whenListed(exportKeys), [whenListed, exportKeys]);
  const openOnly = useStableCallback(() => {
    const only = shown.keyAt(0);
    if (only !== undefined && shown.length === 1 && search.input.text.trim() !== '') {
      commands.onOpen(only);
    }
  });
  const saveFilters = useStableCallback((savedFilters: KeyView['savedFilters']) => changeView({ savedFilters }));

  return (
    <>
      <PageHeader
        path={[...(isFolded ? [connectionName(t, connection)] : []), t('app.administration'), t('app.infrastructure')]}
        title={t('keys.title')}
        count={counts === null ? undefined : shownText}
      >
        {connection.kind === 'installation' && <OpenInProductButton connection={connection} />}
        <AdoptButton connectionId={connectionId} />
        <Freshness
          fetchedAt={(data ?? head)?.fetchedAt ?? null}
          source={known.source}
          isOffline={meansOffline(error?.code)}
          hasFailed={error !== null}
          isFetching={isFetching}
          onRefresh={refresh}
        />
      </PageHeader>
      {data !== undefined && error !== null && (
        <RefreshFailure error={error} onRetry={refresh} onOpenConnection={openConnection} />
      )}
      {works && data !== undefined && data.accountStates !== 'current' && (
        <Note tone="warning" title={t(`keys.accountStates.${data.accountStates}`)}>
          {t('keys.accountStates.text')}
        </Note>
      )}
      {data !== undefined && known.fault === 'restored' && (
        <Note tone="warning" title={t('keys.restored')}>
          {t('keys.restoredText')}
        </Note>
      )}
      <NoteFileProblem connectionId={connectionId} />
      <InterruptedRuns connectionId={connectionId} onSelect={selectKeys} />
      <DisabledKeys connectionId={connectionId} keys={items} now={now} />
      {changes !== null && <ChangesNote changes={changes} onClose={forgetChanges} />}
      <KeysToolbar
        search={search.input}
        isLive={works}
        isWaiting={headList?.isSearching === true}
        now={now}
        onOpenOnly={openOnly}
        savedFilters={shownView.savedFilters}
        onSavedFiltersChange={saveFilters}
        hasSelection={hasSelection}
        createDisabledReason={disabledReasons.create}
        onCreate={create}
        onExport={total > 0 ? askWhatToExport : null}
      />
      <SearchAnnouncement search={search.input} shownText={shownText} />
      <Box role="status" sx={visuallyHidden}>
        {isWaiting || headList?.isSorting === true ? t('keys.followsList') : ''}
      </Box>
      {/* In the same grid cell: the hidden filters keep their height, so the table does not move. */}
      <Box sx={{ display: 'grid', '& > *': { gridArea: '1 / 1', minWidth: 0 } }}>
        <Box sx={{ visibility: hasSelection ? 'hidden' : 'visible' }}>
          <QuickFilters search={search.input} counts={counts} expiring={expiring} />
        </Box>
        {hasSelection && (
          <SelectionLine
            selected={selected.length}
            hidden={selected.length - selectedShown}
            total={items.length}
            actions={bulk}
            onClear={() => setSelection(NO_SELECTION)}
          />
        )}
      </Box>
      <KeyListArea
        known={known}
        isLaidOut={view !== undefined}
        hasMatches={shown.length > 0}
        searchHint={search.hint}
        onSearch={search.input.replace}
        onRetry={refresh}
        onOpenConnection={openConnection}
        onCreate={disabledReasons.create === null ? create : null}
        onShowAll={search.input.clear}
      >
        <KeyTable
          keys={shown}
          whenListed={whenListed}
          isWaiting={isWaiting || headList?.isSorting === true || headList?.isSearching === true}
          isCountKnown={headList?.isSearching !== true}
          focusTarget={search.focusTarget}
          onTargetFocused={search.clearFocusTarget}
          tests={tests}
          seen={seen}
          selection={selection}
          selectedShown={selectedShown}
          onSelectionChange={setSelection}
          format={format}
          installationZone={installationZone}
          view={shownView}
          onViewChange={changeView}
          hiddenColumns={hiddenColumns}
          now={now}
          {...commands}
        />
      </KeyListArea>
      <AdoptedKeys connectionId={connectionId} listed={items} now={now} />
      <Box
        component="footer"
        sx={{
          display: 'flex',
          alignItems: 'baseline',
          justifyContent: 'space-between',
          gap: 2,
          color: 'text.secondary',
        }}
      >
        <Typography variant="body2">
          {counts === null
            ? ''
            : [
                hasSelection ? t('keys.selected', { selected: selected.length, total: items.length }) : null,
                isWaiting ? t('keys.followsList') : shownText,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
        </Typography>
        <RotationsButton connectionId={connectionId} />
        <DisabledKeysButton connectionId={connectionId} />
        <UnlistedNotes connectionId={connectionId} keys={works ? items : null} />
        <Typography variant="body2">
          {t(timeZone === null ? 'keys.times' : 'keys.timesOfPlatform', {
            name: format.zoneName,
            offset: format.zoneOffset(new Date(now).toISOString()),
          })}
        </Typography>
      </Box>
    </>
  );
}
