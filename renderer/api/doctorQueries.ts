import { useMutation } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';

/** Says what is wrong in a pasted request. */
export function useExamine() {
  return useMutation({
    // The variables hold the text, which may contain a secret: do not cache them.
    gcTime: 0,
    mutationFn: (input: Input<'doctor:examine'>) => call(bridge.doctor.examine(input)),
  });
}
