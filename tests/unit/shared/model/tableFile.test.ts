import { expect, it } from 'vitest';
import { english, russian } from '../../../../renderer/i18n/i18n.ts';
import { tableFileFields } from '../../../../shared/model/tableFile.ts';

it.each([english, russian])(
  'names of worksheets and file types are valid in each language',
  ({ keys, activity, tables }) => {
    for (const sheet of [keys.title, activity.title]) {
      expect(tableFileFields.sheet.safeParse(sheet)).toMatchObject({ success: true });
    }
    for (const fileKind of Object.values(tables.fileKinds)) {
      expect(tableFileFields.fileKind.safeParse(fileKind)).toMatchObject({ success: true });
    }
  },
);

it.each(['', 'x'.repeat(32), 'a/b', 'a\\b', 'a:b', 'a*b', 'a?b', '[a]', "'a", "a'"])(
  'the name "%s" is rejected, which Excel would report as damage',
  (sheet) => {
    expect(tableFileFields.sheet.safeParse(sheet)).toMatchObject({ success: false });
  },
);
