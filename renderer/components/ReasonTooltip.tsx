import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';

/** Props of {@link ReasonTooltip}. */
export interface ReasonTooltipProps {
  /** Why the control is disabled, or `null` when it is not. */
  readonly reason: string | null;
  readonly children: ReactElement;
}

/** Says why a control is disabled. A disabled button gets no pointer events, so the reason hangs on a wrapper. */
export function ReasonTooltip({ reason, children }: ReasonTooltipProps) {
  if (reason === null) {
    return children;
  }
  return (
    <Tooltip title={reason} describeChild>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach the reason as well */}
      <span tabIndex={0} style={{ display: 'inline-flex' }}>
        {children}
      </span>
    </Tooltip>
  );
}
