import Box from '@mui/material/Box';
import { visuallyHidden } from '@mui/utils';
import { type Dispatch, type SetStateAction, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { ExpiringCounts } from '../../../shared/model/expiringKeys.ts';
import type { AuthenticationKey, KeyId } from '../../../shared/model/key.ts';
import { type HideableKeyColumn, hiddenColumnsOf, type KeyView } from '../../../shared/model/keyView.ts';
import { meansOffline } from '../../../shared/model/offline.ts';
import { useExpiringCounts } from '../../api/expiringQueries.ts';
import { useRefreshKeys } from '../../api/keyQueries.ts';
import { useKeyTestResults } from '../../api/keyTestQueries.ts';
import { isSignInFailure } from '../../api/signInFailure.ts';
import { Note } from '../../components/Note.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useStableCallback } from '../../components/useStableCallback.ts';
import { connectionName } from '../../i18n/connectionName.ts';
import { useHasRoom, useNavigationIsFolded } from '../../shell/navigationFold.ts';
import { OpenInProductButton } from '../../shell/OpenInProductButton.tsx';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';
import { AdoptButton } from './adopted/AdoptButton.tsx';
import { AdoptedKeys } from './adopted/AdoptedKeys.tsx';
import { DisabledKeys } from './bulk/DisabledKeys.tsx';
import { InterruptedRuns } from './bulk/InterruptedRuns.tsx';
import { useBulkActions } from './bulk/useBulkActions.ts';
import { ChangesNote } from './ChangesNote.tsx';
import { FiltersOrSelection } from './FiltersOrSelection.tsx';
import { Freshness } from './Freshness.tsx';
import { useWhenListed } from './head/useWhenListed.ts';
import { KeysFooter } from './KeysFooter.tsx';
import { KeysToolbar } from './KeysToolbar.tsx';
import { NoteFileProblem } from './notes/NoteFileProblem.tsx';
import { RefreshFailure } from './RefreshFailure.tsx';
import { SearchedTable } from './SearchedTable.tsx';
import { ShownListProvider } from './ShownListProvider.tsx';
import { AnnouncedSearch, AnnouncedWait, ShownCount } from './ShownTexts.tsx';
import { useSearchCommands } from './search/searchContext.ts';
import { useReadShownList } from './shownList.ts';
import { type KeySelection, NO_SELECTION, selectedKeys, selectionOf } from './table/keySelection.ts';
import { keysOfRows } from './table/shownKeys.ts';
import { useChangesSince } from './useChangesSince.ts';
import { type KeyListSource, useKeyListSource } from './useKeyListSource.ts';
import { usePageShortcuts } from './usePageShortcuts.ts';
import { useSignInPrompt } from './useSignInPrompt.ts';
import { useTableCommands } from './useTableCommands.ts';

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
  const source = useKeyListSource(connection.id);
  const { items } = source;
  const [selection, setSelection] = useState<KeySelection>(NO_SELECTION);
  // A key deleted by somebody else is no longer selected.
  const selected = useMemo(() => selectedKeys(items, selection), [items, selection]);
  const expiring = useExpiringCounts(connection.id, source.known, source.now);
  return (
    <ShownListProvider
      source={source}
      selection={selection}
      selected={selected}
      unreplaced={expiring.unreplaced}
      searches={searches}
    >
      <KeysPageContent
        connection={connection}
        source={source}
        selection={selection}
        selected={selected}
        onSelectionChange={setSelection}
        expiring={expiring}
      />
    </ShownListProvider>
  );
}

interface KeysPageContentProps {
  readonly connection: ConnectionSummary;
  readonly source: KeyListSource;
  readonly selection: KeySelection;
  readonly selected: readonly AuthenticationKey[];
  readonly onSelectionChange: Dispatch<SetStateAction<KeySelection>>;
  readonly expiring: ExpiringCounts;
}

/** Everything on the page. It does not depend on the search: only what reads the contexts of the search does. */
function KeysPageContent(props: KeysPageContentProps) {
  const { connection, source, selection, selected, onSelectionChange, expiring } = props;
  const { t } = useTranslation();
  const popups = usePopups();
  const { open } = popups;
  // The collapsed navigation shows only the first letter of the connection.
  const isFolded = useNavigationIsFolded();
  const hasRoom = useHasRoom();
  const { connectionId, known, items, total, now, view, changeView, times } = source;
  const { data, head, error, isFetching } = known;
  const { whenListed, isWaiting } = useWhenListed(known);
  const [changes, forgetChanges] = useChangesSince(known);
  const refresh = useRefreshKeys(connectionId);
  const disabledReasons = useDisabledReasons(connectionId);
  const tests = useKeyTestResults(connectionId);
  const search = useSearchCommands();
  const readShownList = useReadShownList();
  const hiddenColumns = useMemo(() => hiddenColumnsOf(view, hasRoom ? NOTHING_HIDDEN : GIVES_WAY), [view, hasRoom]);
  const openProperties = useStableCallback(() =>
    open({ kind: 'connectionProperties', connectionId, problem: error?.code ?? null }),
  );
  const openConnection = connection.kind === 'sample' ? null : openProperties;
  const hasSelection = selected.length > 0;
  const works = known.source === 'live';
  useSignInPrompt(isSignInFailure(error) && popups.popup === null ? openConnection : null, works);

  const create = useStableCallback((): void => open({ kind: 'newKey', connectionId, username: null }));
  usePageShortcuts(popups.popup === null, {
    search: () => search.field.current?.select(),
    create: disabledReasons.create === null ? create : null,
    refresh,
  });
  const selectKeys = useStableCallback((keyIds: readonly KeyId[]) => onSelectionChange(selectionOf(items, keyIds)));
  const bulk = useBulkActions(connectionId, selected, onSelectionChange);
  const commands = useTableCommands(connectionId, selected, bulk, whenListed);
  const exportKeys = useStableCallback((): void => {
    const { keys, isComplete } = readShownList();
    const shownKeys = keysOfRows(keys);
    open({
      kind: 'exportKeys',
      connectionId,
      keys: {
        all: isComplete ? shownKeys : items,
        ...(isComplete ? {} : { shown: shownKeys }),
        ...(hasSelection ? { selected } : {}),
      },
    });
  });
  const askWhatToExport = useCallback(() => whenListed(exportKeys), [whenListed, exportKeys]);
  const openOnly = useStableCallback(() => {
    const { keys } = readShownList();
    const only = keys.keyAt(0);
    if (only !== undefined && keys.length === 1 && search.readText().trim() !== '') {
      commands.onOpen(only);
    }
  });
  const saveFilters = useStableCallback((savedFilters: KeyView['savedFilters']) => changeView({ savedFilters }));

  return (
    <>
      <PageHeader
        path={[...(isFolded ? [connectionName(t, connection)] : []), t('app.administration'), t('app.infrastructure')]}
        title={t('keys.title')}
        count={data === undefined && head === null ? undefined : <ShownCount />}
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
        isLive={works}
        isListAwaited={head !== null}
        now={now}
        onOpenOnly={openOnly}
        savedFilters={view.savedFilters}
        onSavedFiltersChange={saveFilters}
        hasSelection={hasSelection}
        createDisabledReason={disabledReasons.create}
        onCreate={create}
        onExport={total > 0 ? askWhatToExport : null}
      />
      <Box role="status" sx={visuallyHidden}>
        <AnnouncedSearch />
      </Box>
      <Box role="status" sx={visuallyHidden}>
        <AnnouncedWait isWaiting={isWaiting} />
      </Box>
      <FiltersOrSelection
        expiring={expiring}
        selected={selected.length}
        total={items.length}
        actions={bulk}
        onClear={() => onSelectionChange(NO_SELECTION)}
      />
      <SearchedTable
        area={{
          known,
          isLaidOut: source.isLaidOut,
          onRetry: refresh,
          onOpenConnection: openConnection,
          onCreate: disabledReasons.create === null ? create : null,
        }}
        table={{
          ...commands,
          ...{ whenListed, isWaiting, tests, selection, onSelectionChange, view, hiddenColumns, now },
          seen: source.seen,
          format: times.format,
          installationZone: times.installationZone,
          onViewChange: changeView,
        }}
      />
      <AdoptedKeys connectionId={connectionId} listed={items} now={now} />
      <KeysFooter source={source} selected={selected.length} isWaiting={isWaiting} />
    </>
  );
}
