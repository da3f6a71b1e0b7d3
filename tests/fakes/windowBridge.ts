import { CHANNELS, type Channel } from '../../shared/ipc/channels.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { AppError, type Result } from '../../shared/result.ts';
import { exposeBridge } from './exposeBridge.ts';

/** What main answers to each call; one without an answer stays open for ever. */
export type Answers = { [C in Channel]?: (input: Input<C>) => Output<C> | Promise<Output<C>> };

/** The answers of main. Change them as a test goes on. */
export const answers: Answers = {};

/** Forgets all answers. */
export function forgetAnswers(): void {
  for (const channel of CHANNELS) {
    delete answers[channel];
  }
}

/** An answer that a test gives when it wants to. */
export interface LateAnswer<Value> {
  readonly answer: Promise<Value>;
  readonly give: (value: Value) => void;
}

/** Makes an answer that is on its way. */
export function lateAnswer<Value>(): LateAnswer<Value> {
  const { promise, resolve } = Promise.withResolvers<Value>();
  return { answer: promise, give: resolve };
}

/** Puts the object that the preload would expose into the page. */
export function installBridge(): void {
  exposeBridge(answerOf, () => () => undefined);
}

async function answerOf(channel: Channel, input: unknown): Promise<Result<unknown>> {
  const answer = answers[channel] as ((given: unknown) => unknown) | undefined;
  if (answer === undefined) {
    return new Promise(() => undefined);
  }
  try {
    return { ok: true, data: await answer(input) };
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}
