import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, referenceTo } from '../../../../shared/model/key.ts';
import { useRotatingKeys } from '../../../api/rotationQueries.ts';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { planRotation } from './rotationPlan.ts';
import { stateText } from './rotationText.ts';

/** Props of {@link RotationSection}. */
export interface RotationSectionProps {
  readonly connectionId: string;
  readonly shownKey: AuthenticationKey;
  /** Whether the key is gone, or has changes that would be lost. */
  readonly isOff: boolean;
}

/** The rotation that a key is part of, or the button that starts one. */
export function RotationSection({ connectionId, shownKey, isOff }: RotationSectionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open } = usePopups();
  const rotating = useRotatingKeys(connectionId);
  const disabledReasons = useDisabledReasons(connectionId);
  const rotation = rotating.get(shownKey.token);
  if (rotation !== undefined) {
    return (
      <Note
        tone="accent"
        title={t('rotation.rotating')}
        action={
          <Button size="small" onClick={() => open({ kind: 'rotations', connectionId, ids: [rotation.id] })}>
            {t('rotation.openOne')}
          </Button>
        }
      >
        {stateText(t, rotation, format)}
      </Note>
    );
  }
  const [plan] = planRotation([referenceTo(shownKey)], [shownKey], rotating, Date.now());
  const obstacle = plan?.obstacle ?? null;
  const reason =
    disabledReasons.create ??
    disabledReasons.edit ??
    disabledReasons.readSecret ??
    (obstacle === null ? null : t(`rotation.obstacles.${obstacle}`));
  return (
    <div>
      <ReasonTooltip reason={reason}>
        <Button
          size="small"
          variant="outlined"
          disabled={reason !== null || isOff}
          onClick={() => open({ kind: 'rotateKeys', connectionId, chosen: [referenceTo(shownKey)] })}
        >
          {t('rotation.action')}
        </Button>
      </ReasonTooltip>
    </div>
  );
}
