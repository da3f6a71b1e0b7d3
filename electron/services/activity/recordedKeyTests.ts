import { type KeyTestReport, type KeyTestResult, verdictOf } from '../../../shared/model/keyTest.ts';
import type { SelectedKey } from '../bulk/bulkPlan.ts';
import type { KeyTests } from '../keys/keyTests.ts';
import type { ActionRecorder } from './actionRecorder.ts';

/** Number of results that are recorded together: writing each entry to the disk by itself would take most of the time. */
const BATCH_SIZE = 50;

/** Tests keys and records each result in the activity journal. */
export class RecordedKeyTests {
  readonly #recorder: ActionRecorder;
  readonly #tests: KeyTests;

  constructor(recorder: ActionRecorder, tests: KeyTests) {
    this.#recorder = recorder;
    this.#tests = tests;
  }

  /** {@link KeyTests.test}, recorded with one entry per tested key: `failed` if the test says nothing about the key. */
  async test(connectionId: string, keys: readonly SelectedKey[], stopped?: AbortSignal): Promise<KeyTestReport> {
    const record = this.#recorder.recorderOf(connectionId);
    const subjects = new Map(keys.map((key) => [key.token, this.#recorder.subjectOf(connectionId, key)]));
    const pending: KeyTestResult[] = [];
    const writes: Promise<void>[] = [];
    const write = (): void => {
      const facts = pending.splice(0).flatMap((result) => {
        const subject = subjects.get(result.token);
        const outcome = verdictOf(result) === 'unclear' ? ('failed' as const) : ('done' as const);
        const code = result.error?.code ?? null;
        return subject === undefined
          ? []
          : [{ action: 'tested' as const, outcome, code, testCode: result.code, ...subject, expiryBefore: null }];
      });
      writes.push(record(facts));
    };
    try {
      const onTested = (result: KeyTestResult): void => {
        pending.push(result);
        if (pending.length >= BATCH_SIZE) {
          write();
        }
      };
      return await this.#tests.test(connectionId, keys, onTested, stopped);
    } finally {
      write();
      await Promise.all(writes);
    }
  }
}
