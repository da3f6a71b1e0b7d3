import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import MoreHoriz from '@mui/icons-material/MoreHorizOutlined';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { ariaShortcut } from '../../../components/shortcuts.ts';
import type { RowLabels } from './rowLabels.ts';

const COPY_KEYS = ariaShortcut('C');

/** Props of {@link RowActions}. */
export interface RowActionsProps {
  readonly listedKey: AuthenticationKey;
  readonly isTabStop: boolean;
  readonly labels: RowLabels;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onCopyToken: (key: AuthenticationKey) => void;
}

/** Action buttons of a row, in the row under the pointer and the one in the tab order. The menu of the row has them, too. */
export function RowActions({ listedKey: key, isTabStop, labels, onOpen, onCopyToken }: RowActionsProps) {
  return (
    <>
      <button
        className="key-action"
        type="button"
        title={labels.copyTokenTitle}
        aria-label={labels.copyToken}
        aria-keyshortcuts={COPY_KEYS}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onCopyToken(key)}
      >
        <ContentCopy />
      </button>
      <button
        className="key-action"
        type="button"
        title={labels.open}
        aria-label={labels.open}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onOpen(key)}
      >
        <MoreHoriz />
      </button>
    </>
  );
}
