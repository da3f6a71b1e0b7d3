import Tune from '@mui/icons-material/TuneRounded';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { memo, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadedLater } from '../../../shell/loadedLater.tsx';
import type { TableViewOptionsProps } from './TableViewOptions.tsx';

const options = loadedLater(async () => (await import('./TableViewOptions.tsx')).TableViewOptions);

/** Props of {@link TableView}. */
export type TableViewProps = Omit<TableViewOptionsProps, 'onReset'>;

/** View options of the table: columns and row height. */
export const TableView = memo(function TableView(props: TableViewProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => {
    // Preloaded when idle; a load error is reported on use.
    const handle = requestIdleCallback(() => void options.load().catch(() => undefined));
    return () => cancelIdleCallback(handle);
  }, []);
  return (
    <>
      <IconButton
        size="small"
        title={t('keys.view.title')}
        aria-label={t('keys.view.title')}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Tune sx={{ fontSize: 18 }} />
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('keys.view.title'), sx: { padding: 2, minWidth: 220 } } }}
      >
        <Suspense>
          <options.Part {...props} onReset={() => setAnchor(null)} />
        </Suspense>
      </Popover>
    </>
  );
});
