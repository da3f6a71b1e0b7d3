import type { z } from 'zod';
import { absenceCalls } from './calls/absenceCalls.ts';
import { activityCalls } from './calls/activityCalls.ts';
import { adoptedKeyCalls } from './calls/adoptedKeyCalls.ts';
import { appCalls } from './calls/appCalls.ts';
import { clipboardCalls } from './calls/clipboardCalls.ts';
import { connectionCalls } from './calls/connectionCalls.ts';
import { disabledCalls } from './calls/disabledCalls.ts';
import { doctorCalls } from './calls/doctorCalls.ts';
import { handOverCalls } from './calls/handOverCalls.ts';
import { hygieneCalls } from './calls/hygieneCalls.ts';
import { incidentCalls } from './calls/incidentCalls.ts';
import { installationCalls } from './calls/installationCalls.ts';
import { keyCalls } from './calls/keyCalls.ts';
import { keyTestCalls } from './calls/keyTestCalls.ts';
import { lastUseCalls } from './calls/lastUseCalls.ts';
import { lockCalls } from './calls/lockCalls.ts';
import { noteCalls } from './calls/noteCalls.ts';
import { protectedFileCalls } from './calls/protectedFileCalls.ts';
import { reminderCalls } from './calls/reminderCalls.ts';
import { rotationCalls } from './calls/rotationCalls.ts';
import { usageCalls } from './calls/usageCalls.ts';
import type { Channel } from './channels.ts';

/**
 * Input and output of every call. Main parses the input before the handler receives it and the output before it is
 * sent: an unknown property of an input is rejected, an undeclared field of an output (such as a secret) is dropped.
 */
export const contract = {
  ...appCalls,
  ...connectionCalls,
  ...installationCalls,
  ...keyCalls,
  ...keyTestCalls,
  ...clipboardCalls,
  ...handOverCalls,
  ...protectedFileCalls,
  ...lockCalls,
  ...activityCalls,
  ...noteCalls,
  ...adoptedKeyCalls,
  ...usageCalls,
  ...hygieneCalls,
  ...lastUseCalls,
  ...incidentCalls,
  ...doctorCalls,
  ...disabledCalls,
  ...rotationCalls,
  ...absenceCalls,
  ...reminderCalls,
} satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>;

/** The contract as a type. */
type Contract = typeof contract;
/** What a caller passes to a channel. */
export type Input<C extends Channel> = z.input<Contract[C]['input']>;
/** What a handler receives: the input after parsing. */
type ParsedInput<C extends Channel> = z.output<Contract[C]['input']>;
/** What a channel returns. */
export type Output<C extends Channel> = z.output<Contract[C]['output']>;

/** What a handler returns: the output before parsing. */
type HandlerResponse<C extends Channel> = z.input<Contract[C]['output']>;

/** One handler per channel; a missing or extra one does not compile. Handlers fail by throwing `AppError`. */
export type Handlers = {
  readonly [C in Channel]: (input: ParsedInput<C>) => Promise<HandlerResponse<C>> | HandlerResponse<C>;
};
