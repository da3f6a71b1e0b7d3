import { useEffect, useRef } from 'react';

/**
 * Opens the connection dialog once when its password is missing or rejected; again only after a successful sign-in.
 * @param works whether a list has arrived (no error alone does not mean success: a refresh may be in progress).
 */
export function useSignInPrompt(openConnection: (() => void) | null, works: boolean): void {
  const wasOpened = useRef(false);
  useEffect(() => {
    if (works) {
      wasOpened.current = false;
    } else if (openConnection !== null && !wasOpened.current) {
      wasOpened.current = true;
      openConnection();
    }
  }, [openConnection, works]);
}
