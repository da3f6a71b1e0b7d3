import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { hasSystemProxy } from './systemProxy.ts';

/** Closes the connections of all requests, those that are in use too. Where there is a proxy they stay as they are. */
export async function closeAllConnections(): Promise<void> {
  if (!hasSystemProxy()) {
    const old = getGlobalDispatcher();
    setGlobalDispatcher(new Agent());
    await old.destroy();
  }
}
