import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { listenForLinks } from '../../../electron/linkSources.ts';

let app: EventEmitter;
let delivered: string[];
const deliver = (texts: readonly string[]) => delivered.push(...texts);

beforeEach(() => {
  app = new EventEmitter();
  delivered = [];
});

it('hands over what came before somebody took it, in its order, and then whatever comes', () => {
  const sources = listenForLinks(app as App, ['/keydesk', 'keydesk://sample/1'], () => {});
  const preventDefault = vi.fn();
  app.emit('open-url', { preventDefault }, 'keydesk://sample/2');
  expect(preventDefault).toHaveBeenCalled();
  sources.deliverTo(deliver);
  app.emit('second-instance', {}, ['/keydesk', 'keydesk://sample/3']);
  expect(delivered).toEqual(['/keydesk', 'keydesk://sample/1', 'keydesk://sample/2', '/keydesk', 'keydesk://sample/3']);
});

it('brings the window to the front for a second instance and for a link', () => {
  const onOpened = vi.fn();
  listenForLinks(app as App, [], onOpened);
  app.emit('second-instance', {}, ['/keydesk']);
  app.emit('open-url', { preventDefault: () => {} }, 'keydesk://sample/1');
  expect(onOpened).toHaveBeenCalledTimes(2);
});
