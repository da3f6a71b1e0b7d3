import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { DialogFrame } from '../components/DialogFrame.tsx';
import { deleteKeyText, shortcutText, zoomKeyText } from '../components/shortcuts.ts';
import type { Translate } from '../i18n/i18n.ts';
import { usePopups } from '../shell/popups.ts';

const Key = styled('kbd')(({ theme }) => ({
  fontFamily: 'inherit',
  fontSize: 12,
  lineHeight: '18px',
  whiteSpace: 'nowrap',
  padding: '1px 7px',
  borderRadius: 6,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.default,
}));

/** All shortcuts of the window: label and keys. */
const SECTIONS = [
  {
    name: 'everywhere',
    rows: [
      { name: 'connections', keys: () => [`${shortcutText('1')} … 9`] },
      { name: 'lock', keys: () => [shortcutText('L')] },
      { name: 'zoom', keys: () => [zoomKeyText('+'), zoomKeyText('−'), zoomKeyText('0')] },
      { name: 'help', keys: () => ['?'] },
    ],
  },
  {
    name: 'list',
    rows: [
      { name: 'search', keys: () => [shortcutText('F'), '/'] },
      { name: 'create', keys: () => [shortcutText('N')] },
      { name: 'refresh', keys: () => [shortcutText('R'), 'F5'] },
      { name: 'copy', keys: () => [shortcutText('C')] },
      { name: 'handOver', keys: () => [shortcutText('H')] },
      { name: 'test', keys: () => [shortcutText('T')] },
    ],
  },
  {
    name: 'table',
    rows: [
      { name: 'move', keys: () => ['↑', '↓', 'Page Up', 'Page Down', 'Home', 'End'] },
      { name: 'letters', keys: (t: Translate) => [t('app.shortcuts.keys.letters')] },
      { name: 'select', keys: (t: Translate) => [t('app.shortcuts.keys.space')] },
      { name: 'range', keys: (t: Translate) => [`Shift+${t('app.shortcuts.keys.space')}`] },
      { name: 'all', keys: () => [shortcutText('A')] },
      { name: 'open', keys: () => ['Enter'] },
      { name: 'menu', keys: () => ['Shift+F10'] },
      { name: 'delete', keys: () => [deleteKeyText] },
      { name: 'width', keys: () => ['Shift+←', 'Shift+→'] },
    ],
  },
] as const;

/** Lists the shortcuts of the window. */
export function ShortcutsDialog() {
  const { t } = useTranslation();
  const { close } = usePopups();
  return (
    <DialogFrame
      title={t('app.shortcuts.title')}
      isBusy={false}
      onClose={close}
      onSubmit={close}
      actions={
        <Button type="submit" variant="outlined" autoFocus>
          {t('app.close')}
        </Button>
      }
    >
      {SECTIONS.map(({ name: section, rows }) => (
        <Box key={section}>
          <Typography variant="overline" component="h3" color="textSecondary" sx={{ margin: 0 }}>
            {t(`app.shortcuts.sections.${section}`)}
          </Typography>
          <Box component="dl" sx={{ margin: 0 }}>
            {rows.map(({ name, keys }) => (
              <Box
                key={name}
                sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, paddingY: '3px' }}
              >
                <Typography component="dt">{t(`app.shortcuts.${name}`)}</Typography>
                <Box
                  component="dd"
                  sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 0.5, margin: 0 }}
                >
                  {keys(t).map((key) => (
                    <Key key={key}>{key}</Key>
                  ))}
                </Box>
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </DialogFrame>
  );
}
