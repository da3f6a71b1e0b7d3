import { expectTypeOf, it } from 'vitest';
import type { AdminApi } from '../../../../electron/ports.ts';
import type { AccountId, AuthenticationKey, EligibleAccount, KeyId } from '../../../../shared/model/key.ts';

it('a key id is not accepted in place of an account id, nor the reverse', () => {
  expectTypeOf<AuthenticationKey['id']>().toEqualTypeOf<KeyId>();
  expectTypeOf<EligibleAccount['id']>().toEqualTypeOf<AccountId>();
  expectTypeOf<KeyId>().not.toExtend<Parameters<AdminApi['createKey']>[0]>();
  expectTypeOf<AccountId>().not.toExtend<Parameters<AdminApi['readSecret']>[0]>();
});
