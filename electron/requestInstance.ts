import type { App } from 'electron';
import type { InstanceCall } from './adapters/terminal/instanceCall.ts';

/** Creates a call to the instance that has the lock of the data folder. */
export type CreateCall = (wants: 'window' | 'command') => Pick<InstanceCall, 'data' | 'finish' | 'close'>;

/**
 * Makes this process the only one that uses the data folder. Returns `null` if it is, otherwise the call to the process that
 * is; the call has to be finished.
 */
export function requestInstance(
  app: Pick<App, 'requestSingleInstanceLock'>,
  createCall: CreateCall,
  wants: 'window' | 'command',
): ReturnType<CreateCall> | null {
  const call = createCall(wants);
  if (!app.requestSingleInstanceLock(call.data)) {
    return call;
  }
  call.close();
  return null;
}
