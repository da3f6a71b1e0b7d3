import { expect, it } from 'vitest';
import {
  DEFAULT_KEY_VIEW,
  hiddenColumnsOf,
  keyViewSchema,
  withColumnToggled,
} from '../../../../shared/model/keyView.ts';

it('optional columns are hidden until they are shown, also in a view stored by an earlier version', () => {
  const { shownColumns: _later, ...earlier } = { ...DEFAULT_KEY_VIEW, hiddenColumns: ['created'] as const };
  const view = keyViewSchema.parse(earlier);
  expect(hiddenColumnsOf(view, [])).toEqual(['created', 'accountSeen', 'notes']);
  expect(hiddenColumnsOf(DEFAULT_KEY_VIEW, ['lastUsed'])).toEqual(['lastUsed', 'accountSeen', 'notes']);
});

it('showing or hiding one column leaves the others as they are', () => {
  const shown = { ...DEFAULT_KEY_VIEW, ...withColumnToggled(['lastUsed', 'accountSeen', 'notes'], 'notes') };
  expect(hiddenColumnsOf(shown, [])).toEqual(['lastUsed', 'accountSeen']);
  const fewer = { ...shown, ...withColumnToggled(hiddenColumnsOf(shown, []), 'token') };
  expect(hiddenColumnsOf(fewer, [])).toEqual(['lastUsed', 'token', 'accountSeen']);
  const without = { ...fewer, ...withColumnToggled(hiddenColumnsOf(fewer, []), 'notes') };
  expect(hiddenColumnsOf(without, [])).toEqual(['lastUsed', 'token', 'accountSeen', 'notes']);
});
