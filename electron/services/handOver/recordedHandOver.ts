import type { KeyReference } from '../../../shared/model/key.ts';
import type { SnippetPart } from '../../../shared/model/snippet.ts';
import type { ActionRecorder } from '../activity/actionRecorder.ts';
import type { SnippetPartRequest, SnippetRequest, Snippets } from './snippets/snippets.ts';

/** Dependencies of {@link RecordedHandOver}. */
export interface RecordedHandOverOptions {
  readonly recorder: ActionRecorder;
  readonly snippets: Snippets;
}

/** Wraps what hands keys over, and records it in the activity journal. */
export class RecordedHandOver {
  readonly #options: RecordedHandOverOptions;

  constructor(options: RecordedHandOverOptions) {
    this.#options = options;
  }

  /** {@link Snippets.renderWithSecret} for the command line, recorded as copied. */
  writeSnippet(connectionId: string, key: KeyReference, request: SnippetRequest): Promise<readonly SnippetPart[]> {
    const { recorder, snippets } = this.#options;
    const render = () => snippets.renderWithSecret(connectionId, key, request);
    return recorder.read(connectionId, key, 'snippetCopied', render);
  }

  /** {@link Snippets.copy} or {@link Snippets.copyWithSecret}, recorded as a copied token or snippet. */
  async copySnippet(
    connectionId: string,
    key: KeyReference,
    { withSecret, ...request }: SnippetPartRequest & { readonly withSecret: boolean },
  ): Promise<string | null> {
    const { recorder, snippets } = this.#options;
    if (withSecret) {
      const copy = () => snippets.copyWithSecret(connectionId, key, request);
      return recorder.read(connectionId, key, 'snippetCopied', copy);
    }
    await recorder.read(connectionId, key, 'tokenCopied', () => snippets.copy(connectionId, key, request));
    return null;
  }
}
