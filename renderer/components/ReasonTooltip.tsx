import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';

/** Props of {@link ReasonTooltip}. */
export interface ReasonTooltipProps {
  /** Why the control is disabled, or `null` if it is enabled. */
  readonly reason: string | null;
  readonly children: ReactElement;
}

/** Tooltip with the reason why a control is disabled. On a wrapper, since a disabled button gets no pointer events. */
export function ReasonTooltip({ reason, children }: ReasonTooltipProps) {
  if (reason === null) {
    return children;
  }
  return (
    <Tooltip title={reason} describeChild>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard as well */}
      <span tabIndex={0} style={{ display: 'inline-flex' }}>
        {children}
      </span>
    </Tooltip>
  );
}
