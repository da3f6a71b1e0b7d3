import { DataGrid, type GridColDef } from '@mui/x-data-grid';
import { useMemo, useState } from 'react';
import type { BenchKey } from './benchKey.ts';
import { showWith } from './showWith.tsx';

/** Columns of MUI X DataGrid Community, whose quick filter is set by a field without delay. */
const searched = { flex: 1 };
/** KeyDesk searches names and tokens only. */
const notSearched = { flex: 1, getApplyQuickFilterFn: () => null };
const COLUMNS: readonly GridColDef<BenchKey>[] = [
  { field: 'fullName', ...searched },
  { field: 'username', ...searched },
  { field: 'token', ...searched },
  { field: 'creationDate', ...notSearched },
  { field: 'expirationDate', ...notSearched },
  { field: 'lastUsedDate', ...notSearched },
];

function Grid({ keys }: { readonly keys: readonly BenchKey[] }) {
  const [text, setText] = useState('');
  const filterModel = useMemo(() => ({ items: [], quickFilterValues: text === '' ? [] : [text] }), [text]);
  return (
    <div style={{ height: '100vh', display: 'flex', flexDirection: 'column' }}>
      <input value={text} onChange={(event) => setText(event.target.value)} />
      <div style={{ flex: 1, minHeight: 0 }}>
        <DataGrid
          rows={keys}
          columns={COLUMNS}
          filterModel={filterModel}
          pageSizeOptions={[100]}
          initialState={{ pagination: { paginationModel: { pageSize: 100 } } }}
        />
      </div>
    </div>
  );
}

showWith(Grid);
