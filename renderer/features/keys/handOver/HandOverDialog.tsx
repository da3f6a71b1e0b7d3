import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../../shared/model/key.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { Note } from '../../../components/Note.tsx';
import { isolated } from '../../../i18n/isolated.ts';
import { type Popup, usePopups } from '../../../shell/popups.ts';
import { type HandedOverKey, useHandedOverKey } from './handedOverKey.ts';
import { ProtectedFileTab } from './ProtectedFileTab.tsx';
import { SnippetTab } from './SnippetTab.tsx';

/** The tabs, in order, and what they show. */
const TABS = { snippet: SnippetTab, protectedFile: ProtectedFileTab } as const;
const TAB_NAMES = Object.keys(TABS) as (keyof typeof TABS)[];

/** Props of the content of a tab. */
export interface HandOverTabProps {
  readonly connectionId: string;
  readonly shownKey: HandedOverKey;
}

/** Props of {@link HandOverDialog}. */
export interface HandOverDialogProps {
  readonly connectionId: string;
  /** The key that the user chose. */
  readonly shown: KeyReference;
  /** Whether closing returns to the properties of the key. */
  readonly isFromProperties: boolean;
  /** What closing returns to otherwise. */
  readonly returnsTo?: Popup;
}

/** Hands a key over to those who use it. If it disappears in the meantime, a message takes the place of the tabs. */
export function HandOverDialog({ connectionId, shown, isFromProperties, returnsTo }: HandOverDialogProps) {
  const { t } = useTranslation();
  const { open, close } = usePopups();
  const [tab, setTab] = useState<keyof typeof TABS>('snippet');
  const id = useId();
  const shownKey = useHandedOverKey(connectionId, shown);
  const leave = (): void =>
    isFromProperties && shownKey !== null
      ? open({ kind: 'keyProperties', connectionId, shown, createdFor: null })
      : returnsTo === undefined
        ? close()
        : open(returnsTo);
  const Content = TABS[tab];
  return (
    <DialogFrame
      title={t('handOver.title')}
      context={[
        ...[shownKey?.fullName ?? '', shownKey?.username ?? ''].filter((name) => name !== '').map(isolated),
        shortToken(shown.token),
      ].join(' · ')}
      isWide
      onClose={leave}
      actions={
        <Button variant="outlined" onClick={leave}>
          {t('app.close')}
        </Button>
      }
    >
      {shownKey === null ? (
        <Note tone="error" isAlert>
          {t('handOver.gone')}
        </Note>
      ) : (
        <>
          <Tabs
            value={tab}
            aria-label={t('handOver.tabsLabel')}
            onChange={(_event, chosen: keyof typeof TABS) => setTab(chosen)}
          >
            {TAB_NAMES.map((name) => (
              <Tab
                key={name}
                value={name}
                label={t(`handOver.tabs.${name}`)}
                id={`${id}-${name}`}
                aria-controls={`${id}-panel`}
              />
            ))}
          </Tabs>
          <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
            <Content connectionId={connectionId} shownKey={shownKey} />
          </div>
        </>
      )}
    </DialogFrame>
  );
}
