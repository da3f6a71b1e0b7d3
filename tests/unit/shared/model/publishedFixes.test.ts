import { describe, expect, it } from 'vitest';
import { missingFix, PUBLISHED_FIXES, type PublishedFix } from '../../../../shared/model/publishedFixes.ts';

const [newest] = PUBLISHED_FIXES;

describe('the published fixes', () => {
  it('are missing in versions that are no longer maintained and had no new build', () => {
    for (const version of ['4.7.3084.0', '4.7.3084', '4.7', '4.6.1140.0', '3.1.7705', '2.0.0.0', ' 4.7.2902 ']) {
      expect(missingFix(version), version).toBe(newest);
    }
  });

  it('give no warning where nobody can tell', () => {
    const unknown = ['3.5.1058.0', '4.2.1.0', '5.0.13334.0', '6.0.1234.0', '5.0', '6.1.5', '7.0.1.0', '10.2.3'];
    for (const version of unknown) {
      expect(missingFix(version), version).toBeNull();
    }
    const odd = ['1', '', 'v4.7.1', '4.7.3084.0-beta', '4,7', '4.7.', '4.7.1.2.3', 'latest', '４.７', '-4.7', '4.7\n5'];
    for (const version of odd) {
      expect(missingFix(version), version).toBeNull();
    }
  });

  it('are compared by number once their builds are known', () => {
    const fix: PublishedFix = {
      publishedOn: '2026-01-01',
      sources: [],
      fixedReleases: [
        { line: '5.0', firstBuild: 9000 },
        { line: '6.0', firstBuild: null },
      ],
      maintainedSince: '5.0',
    };
    expect(missingFix('5.0.8999.0', [fix])).toBe(fix);
    expect(missingFix('5.0.9000.0', [fix])).toBeNull();
    expect(missingFix('5.0.10000.0', [fix])).toBeNull();
    expect(missingFix('5.0', [fix])).toBeNull();
    expect(missingFix('05.00.100', [fix])).toBe(fix);
    expect(missingFix('6.0.1.0', [fix])).toBeNull();
    expect(missingFix('4.9.99999.0', [fix])).toBe(fix);
  });

  it('are told by the newest that is missing', () => {
    const older: PublishedFix = { publishedOn: '2020-01-01', sources: [], fixedReleases: [], maintainedSince: '9.0' };
    expect(missingFix('4.7.1.0', [...PUBLISHED_FIXES, older])).toBe(newest);
    expect(missingFix('6.0.1.0', [...PUBLISHED_FIXES, older])).toBe(older);
  });

  it('have a day, sources and lines in order', () => {
    const days = PUBLISHED_FIXES.map(({ publishedOn }) => publishedOn);
    expect(days).toEqual(days.toSorted().toReversed());
    for (const { publishedOn, sources, fixedReleases, maintainedSince } of PUBLISHED_FIXES) {
      expect(new Date(publishedOn).toISOString().slice(0, 10)).toBe(publishedOn);
      expect(sources.length).toBeGreaterThan(0);
      expect([maintainedSince, ...fixedReleases.map(({ line }) => line)].every((line) => /^\d+\.\d+$/.test(line))).toBe(
        true,
      );
      expect(fixedReleases.map(({ line }) => line)).toContain(maintainedSince);
    }
  });
});
