import { expect, test } from 'vitest';
import { costsOf, type TraceEvent } from '../../bench/traceCosts.ts';

const main = (pid: number): TraceEvent => ({
  name: 'thread_name',
  ph: 'M',
  pid,
  tid: 1,
  ts: 0,
  args: { name: 'CrRendererMain' },
});
const event = (name: string, ts: number, dur: number, pid = 7): TraceEvent => ({ name, ph: 'X', pid, tid: 1, ts, dur });

test('a nested event counts as its own kind and not as that around it', () => {
  const events = [
    event('FunctionCall', 1000, 10_000),
    event('Layout', 3000, 4000),
    event('UpdateLayoutTree', 3000, 1000),
    event('Paint', 20_000, 2000),
    event('RunTask', 0, 50_000),
    main(7),
  ];
  expect(costsOf(events)).toEqual([
    { kind: 'script', ms: 6 },
    { kind: 'layout', ms: 3 },
    { kind: 'paint', ms: 2 },
    { kind: 'style', ms: 1 },
  ]);
});

test('the busiest page counts', () => {
  expect(costsOf([main(7), event('Paint', 0, 1000), main(8), event('Layout', 0, 3000, 8)])).toEqual([
    { kind: 'layout', ms: 3 },
  ]);
  expect(costsOf([event('Paint', 0, 1000)])).toEqual([]);
});
