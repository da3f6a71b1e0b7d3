import KeyOutlined from '@mui/icons-material/KeyOutlined';
import SearchOff from '@mui/icons-material/SearchOffOutlined';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownKeys } from '../../api/keyQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { isolated } from '../../i18n/isolated.ts';
import { KeysError } from './KeysError.tsx';
import type { SearchHint } from './search/useSearchHint.ts';
import { SkeletonRows } from './table/SkeletonRows.tsx';

/** Props of {@link KeyListArea}. */
export interface KeyListAreaProps {
  readonly known: KnownKeys;
  /** Whether the layout of the table is known. */
  readonly isLaidOut: boolean;
  readonly hasMatches: boolean;
  /** Another search to offer if there are no matches. */
  readonly searchHint: SearchHint | null;
  readonly onSearch: (text: string) => void;
  readonly onRetry: () => void;
  /** Opens the connection; `null` for one that cannot be edited. */
  readonly onOpenConnection: (() => void) | null;
  /** Creates a key; `null` while unavailable. */
  readonly onCreate: (() => void) | null;
  /** Clears the search. */
  readonly onShowAll: () => void;
  /** The table, rendered when there are keys to show. */
  readonly children: ReactNode;
}

/** The key table, or a placeholder: loading, empty, no match, error. */
export function KeyListArea(props: KeyListAreaProps) {
  const { t } = useTranslation();
  const { data, head, error, isPending, fault } = props.known;
  if (!props.isLaidOut || (isPending && head === null)) {
    return <SkeletonRows />;
  }
  if (head !== null) {
    return props.children;
  }
  if (data === undefined) {
    return (
      <TableFrame>
        {error !== null && (
          <KeysError
            error={error}
            hint={fault === 'damaged' ? t('keys.damaged') : null}
            onRetry={props.onRetry}
            onOpenConnection={props.onOpenConnection}
          />
        )}
      </TableFrame>
    );
  }
  if (data.items.length === 0) {
    return (
      <TableFrame>
        <EmptyState
          icon={<KeyOutlined />}
          title={t('keys.empty.title')}
          actions={
            props.onCreate !== null && (
              <Button variant="outlined" onClick={props.onCreate}>
                {t('keys.empty.action')}
              </Button>
            )
          }
        >
          {t('keys.empty.text')}
        </EmptyState>
      </TableFrame>
    );
  }
  if (!props.hasMatches) {
    return (
      <TableFrame>
        <NoMatch {...props} />
      </TableFrame>
    );
  }
  return props.children;
}

/** Offers the search that was probably meant, or all keys. */
function NoMatch({ searchHint: hint, onSearch, onShowAll }: KeyListAreaProps) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<SearchOff />}
      title={t('keys.noMatch.title')}
      actions={
        <>
          {hint !== null && (
            <Button variant="contained" color="primary" onClick={() => onSearch(hint.text)}>
              {t('keys.noMatch.takeHint')}
            </Button>
          )}
          <Button variant="outlined" onClick={onShowAll}>
            {t('keys.noMatch.action')}
          </Button>
        </>
      }
    >
      {hint === null
        ? t('keys.noMatch.text')
        : t(hint.looksTheSame ? 'keys.noMatch.lookAlike' : 'keys.noMatch.hint', { text: isolated(hint.text) })}
    </EmptyState>
  );
}
