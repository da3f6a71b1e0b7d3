import { expect, it } from 'vitest';
import { showProgress } from '../../../scripts/progress.mjs';

function written(isTTY: boolean): {
  readonly text: () => string;
  readonly output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
} {
  let text = '';
  const write = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  return { text: () => text, output: { isTTY, write } };
}

it('writes one line over the other on a terminal, and ends it', () => {
  const { text, output } = written(true);
  const progress = showProgress('Electron: ', output);
  progress.tell('1 %');
  progress.end();
  expect(text()).toBe('\rElectron: 1 %\u001b[K\n');
});

it('writes few lines into a file', () => {
  const { text, output } = written(false);
  const progress = showProgress('Electron: ', output);
  for (let percent = 1; percent < 100; percent++) {
    progress.tell(`${percent} %`);
  }
  progress.end();
  expect(text()).toBe('Electron: 1 %\n');
});
