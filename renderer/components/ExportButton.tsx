import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import { visuallyHidden } from '@mui/utils';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonTooltip } from './ReasonTooltip.tsx';

/** Props of {@link ExportButton}. */
export interface ExportButtonProps {
  /** Why there is nothing to export, or `null`. */
  readonly reason: string | null;
  readonly onClick: () => void;
}

/** The button that opens an export dialog; without its visible label where the window is narrow. */
export const ExportButton = memo(function ExportButton({ reason, onClick }: ExportButtonProps) {
  const { t } = useTranslation();
  return (
    <ReasonTooltip reason={reason}>
      <Button variant="outlined" disabled={reason !== null} onClick={onClick} sx={BUTTON}>
        <FileDownloadOutlined />
        <span className="label">{t('tables.export')}</span>
      </Button>
    </ReasonTooltip>
  );
});

const BUTTON = {
  flex: 'none',
  minWidth: 40,
  minHeight: 40,
  gap: 1,
  whiteSpace: 'nowrap',
  '@media (max-width: 820px)': { paddingX: 1, gap: 0, '& .label': visuallyHidden },
} as const;
