import { describe, expect, it } from 'vitest';
import { findAccount } from '../../../../../../../renderer/features/keys/search/query/findAccount.ts';
import { searchColumns } from '../../../../../../../renderer/features/keys/search/query/searchColumns.ts';
import { sampleKey } from '../../sampleKey.ts';

const accounts = searchColumns([
  sampleKey({ username: 'svc.erp' }),
  sampleKey({ id: 'authkey.2', accountId: 'account.2', username: 'a.bobrov' }),
]).accounts();
const find = (text: string) => findAccount(text, accounts)?.username;

describe('findAccount', () => {
  it.each([
    "2026-11-27 10:15:02,417 INFO 0d5f8b1e-9d0c-4b3f-8a52-1f4f0d1e7c11 svc.erp 10.0.0.5 /api/public/List OK 00:00:00.296 ''",
    '10.0.0.5 - SVC.ERP [27/Nov/2026:10:15:02 +0300] "POST /api HTTP/1.1" 200',
    '10:15:02 user="CORP\\svc.erp" refused',
    '10:15:02\tuser=svc.erp@corp.example',
  ])('finds the user name in %s', (line) => {
    expect(find(line)).toBe('svc.erp');
  });

  it('finds only complete user names, and only in lines with a time', () => {
    expect(find('10:15:02 svc.erp2 a.bob /svc.erp/x')).toBeUndefined();
    expect(find('svc.erp a.bobrov')).toBeUndefined();
    expect(find('10:15:02 a.bobrov for svc.erp')).toBe('a.bobrov');
  });
});
