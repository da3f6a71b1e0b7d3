import { type AuthenticationKey, referenceTo } from '../../../../shared/model/key.ts';
import { useShortcut } from '../../../components/shortcuts.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { useKeyTest } from './useKeyTest.ts';

/**
 * The test shortcut: tests the selected keys, else the key of the row, else, outside of the rows, all keys that match
 * the search. Several keys are tested in a dialog.
 * @param shown gives the keys that match the search, once they are known.
 * @param whenListed does something as soon as they are.
 * @returns what the shortcut does in a row; `null` while keys cannot be tested.
 */
export function useTestCommand(
  connectionId: string,
  selected: readonly AuthenticationKey[],
  shown: () => readonly AuthenticationKey[],
  whenListed: (action: () => void) => void,
): ((key: AuthenticationKey) => void) | null {
  const { popup, open } = usePopups();
  const { readSecret } = useDisabledReasons(connectionId);
  const run = useKeyTest(connectionId);
  const testAll = (keys: readonly AuthenticationKey[]): void => {
    const [only] = keys;
    if (only !== undefined && keys.length === 1) {
      run(only);
    } else if (keys.length > 0) {
      open({ kind: 'testKeys', connectionId, chosen: keys.map(referenceTo) });
    }
  };
  const canTest = readSecret === null;
  const testShown = useStableCallback((): void => testAll(selected.length > 0 ? selected : shown()));
  useShortcut('T', canTest && popup === null ? () => whenListed(testShown) : null);
  // Which keys are selected is known with the list only.
  const testRow = useStableCallback((key: AuthenticationKey) => testAll(selected.length > 0 ? selected : [key]));
  return canTest ? (key) => whenListed(() => testRow(key)) : null;
}
