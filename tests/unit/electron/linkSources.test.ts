import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { listenForLinks } from '../../../electron/linkSources.ts';

it('holds links in order until they can be delivered, and focuses the window for later ones', () => {
  const app = new EventEmitter();
  const delivered: string[] = [];
  const onOpened = vi.fn();
  const sources = listenForLinks(app as App, ['/keydesk', 'keydesk://sample/1'], onOpened);
  const preventDefault = vi.fn();
  app.emit('open-url', { preventDefault }, 'keydesk://sample/2');
  expect(preventDefault).toHaveBeenCalled();
  sources.deliverTo((texts) => delivered.push(...texts));
  app.emit('second-instance', {}, ['/keydesk', 'keydesk://sample/3']);
  expect(delivered).toEqual(['/keydesk', 'keydesk://sample/1', 'keydesk://sample/2', '/keydesk', 'keydesk://sample/3']);
  expect(onOpened).toHaveBeenCalledTimes(2);
});
