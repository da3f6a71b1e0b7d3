import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../shared/model/appState.ts';
import { Note } from '../components/Note.tsx';

/** Props of {@link NoticeBanner}. */
export interface NoticeBannerProps {
  readonly notice: Notice;
}

/** A notice about the application's files. */
export function NoticeBanner({ notice }: NoticeBannerProps) {
  const { t } = useTranslation();
  const [isRead, setIsRead] = useState(false);
  if (notice.kind === 'settingsDamaged') {
    return (
      <Note
        tone="warning"
        title={t(notice.isRestored ? 'app.banners.settingsRestored' : 'app.banners.settingsDamaged')}
      >
        {notice.savedAs === null
          ? t('app.banners.damagedFileLeft')
          : t('app.banners.damagedFileSaved', { file: notice.savedAs })}
      </Note>
    );
  }
  if (isRead) {
    return null;
  }
  const { folder, code } = notice;
  return (
    <Note
      tone="warning"
      title={t('app.banners.openFolder')}
      action={
        <Button size="small" onClick={() => setIsRead(true)}>
          {t('app.close')}
        </Button>
      }
    >
      {code === null
        ? t('app.banners.openFolderNoRights', { folder })
        : t('app.banners.openFolderDenied', { folder, code })}{' '}
      {t('app.banners.openFolderText')}
    </Note>
  );
}
