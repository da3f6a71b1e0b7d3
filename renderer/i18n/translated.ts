type PluralBase<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : never;

/** English has two plural forms, Russian four (CLDR): `count_one` requires `count_few` and `count_many` as well. */
type RussianKey<Key extends string> =
  PluralBase<Key> extends never ? Key : `${PluralBase<Key>}_${'one' | 'few' | 'many' | 'other'}`;

/** Type of the Russian texts for English ones: a missing or an extra key does not compile. */
export type Translated<English> = {
  readonly [Key in keyof English & string as RussianKey<Key>]: English[Key] extends string
    ? string
    : Translated<English[Key]>;
};
