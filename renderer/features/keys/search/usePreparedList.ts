import { useEffect } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { USUAL_KEY_COLUMNS } from '../../../../shared/model/keyView.ts';
import { orderKeys } from '../table/orderKeys.ts';
import type { SearchColumns } from './query/searchColumns.ts';

/**
 * Works out in small steps, while the window is idle, what the first letter of a search and the first click on a header
 * would otherwise wait for. Each of them may come at any time: what is not ready by then is worked out at once.
 * @param now milliseconds since the epoch, UTC.
 */
export function usePreparedList(keys: readonly AuthenticationKey[], columns: SearchColumns, now: number): void {
  useEffect(() => {
    let request = 0;
    const steps = [
      () => columns.prepareTexts(),
      ...USUAL_KEY_COLUMNS.map((column) => () => {
        orderKeys(keys, { column, isDescending: false }, { now });
        return true;
      }),
    ];
    const goOn = (): void => {
      request = requestIdleCallback(() => {
        const [step] = steps;
        if (step?.() === true) {
          steps.shift();
        }
        if (steps.length > 0) {
          goOn();
        }
      });
    };
    goOn();
    return () => cancelIdleCallback(request);
  }, [keys, columns, now]);
}
