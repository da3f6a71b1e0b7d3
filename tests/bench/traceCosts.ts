/** An event of a Chromium trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  /** `X` is an event with a duration, `M` describes a thread. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** What the main thread of a page spent time on. */
export interface Cost {
  readonly kind: string;
  readonly ms: number;
}

/** Which events count as what; the first that matches. The rest is not counted. */
const KINDS: readonly (readonly [kind: string, events: RegExp])[] = [
  ['garbage collection', /^(?:MinorGC|MajorGC|V8\.GC)/],
  ['parsing and compiling', /^(?:ParseHTML|ParseAuthorStyleSheet|v8\.(?:compile|parse|produce))/],
  [
    'script',
    /^(?:FunctionCall|EvaluateScript|EventDispatch|TimerFire|FireAnimationFrame|FireIdleCallback|RunMicrotasks|v8\.)/,
  ],
  ['style', /^(?:UpdateLayoutTree|RecalculateStyles)$/],
  ['layout', /^Layout$/],
  ['paint', /^(?:PrePaint|Paint|UpdateLayer|Layerize|Commit|CompositeLayers)$/],
  ['hit test', /^HitTest$/],
];

/** The time of the busiest main thread by kind, without what is nested in another kind; the largest first. */
export function costsOf(events: readonly TraceEvent[]): readonly Cost[] {
  const threads = events.filter(
    ({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const costs = threads.map(({ pid, tid }) =>
    costsOfThread(events.filter((event) => event.pid === pid && event.tid === tid)),
  );
  const total = (each: readonly Cost[]): number => each.reduce((sum, { ms }) => sum + ms, 0);
  return costs.toSorted((one, other) => total(other) - total(one))[0] ?? [];
}

function costsOfThread(events: readonly TraceEvent[]): readonly Cost[] {
  const known = events.flatMap((event) => {
    const kind = event.ph === 'X' ? KINDS.find(([, pattern]) => pattern.test(event.name))?.[0] : undefined;
    return kind === undefined ? [] : [{ kind, start: event.ts, end: event.ts + (event.dur ?? 0) }];
  });
  // An event comes before those that are nested in it.
  known.sort((one, other) => one.start - other.start || other.end - one.end);
  const sums = new Map<string, number>();
  const add = (kind: string, microseconds: number): void => {
    sums.set(kind, (sums.get(kind) ?? 0) + microseconds);
  };
  const open: { readonly kind: string; readonly end: number }[] = [];
  for (const { kind, start, end } of known) {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= start) {
      open.pop();
    }
    const around = open.at(-1);
    if (around !== undefined) {
      add(around.kind, start - end);
    }
    add(kind, end - start);
    open.push({ kind, end });
  }
  const costs = [...sums].map(([kind, microseconds]) => ({ kind, ms: microseconds / 1000 }));
  return costs.toSorted((one, other) => other.ms - one.ms);
}
