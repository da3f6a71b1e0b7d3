import { describe, expect, it } from 'vitest';
import { columnTracks, possibleWidth } from '../../../../../../renderer/features/keys/table/columnTracks.ts';

describe('columnTracks', () => {
  it('sets the width of a column, and the others share the rest', () => {
    const { template, minimumWidth } = columnTracks(['userName', 'token', 'status'], { token: 300 });
    expect(template).toBe('44px minmax(168px, 2.3fr) 300px minmax(180px, 1.6fr) 76px');
    expect(minimumWidth).toBe(44 + 168 + 300 + 180 + 76);
  });

  it('has the user name fill what is left when every column has a width, so that the actions stay at the end', () => {
    const { template } = columnTracks(['userName', 'token'], { userName: 200, token: 120 });
    expect(template).toBe('44px minmax(200px, 1fr) 120px 76px');
  });

  it('says whether a column is narrower than what is in it', () => {
    const isTight = (token: number) => columnTracks(['userName', 'token'], { token }).isTight;
    expect([100, 127, 128, 300].map(isTight)).toEqual([true, true, false, false]);
  });
});

it('a width is an integer between the narrowest and the widest', () => {
  expect([possibleWidth(-5), possibleWidth(123.4), possibleWidth(9_999)]).toEqual([80, 123, 1_200]);
});
