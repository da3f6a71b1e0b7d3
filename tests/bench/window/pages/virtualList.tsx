import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { BenchKey } from './benchKey.ts';
import { showWith } from './showWith.tsx';

/** Height of a row of KeyDesk, in CSS pixels. */
const ROW_HEIGHT = 48;

/** The same keys as rows of plain text, with the library that KeyDesk uses. */
function List({ keys }: { readonly keys: readonly BenchKey[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  return (
    <div ref={frame} id="list" style={{ height: '100vh', overflow: 'auto' }}>
      <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const key = keys[index];
          return key === undefined ? null : (
            <div
              key={key.id}
              className="row"
              style={{
                position: 'absolute',
                width: '100%',
                height: ROW_HEIGHT,
                transform: `translateY(${start}px)`,
                display: 'grid',
                gridTemplateColumns: 'repeat(6, 1fr)',
              }}
            >
              <span>{key.fullName}</span>
              <span>{key.username}</span>
              <span>{key.token}</span>
              <span>{key.creationDate}</span>
              <span>{key.expirationDate}</span>
              <span>{key.lastUsedDate}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

showWith(List);
