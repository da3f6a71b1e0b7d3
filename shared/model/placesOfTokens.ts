import type { AuthenticationKey } from './key.ts';

type Keys = readonly AuthenticationKey[];
/** Something known of some tokens. A changed one is another map. */
type ByToken = ReadonlyMap<AuthenticationKey['token'], unknown>;

const NONE = new Uint32Array();
const known = new WeakMap<Keys, WeakMap<ByToken, Uint32Array>>();

/** The places of the keys in a list whose tokens are in a map, in order. Cached per list and map. */
export function placesOfTokens(keys: Keys, tokens: ByToken): Uint32Array {
  if (tokens.size === 0) {
    return NONE;
  }
  const ofList = known.get(keys) ?? new WeakMap<ByToken, Uint32Array>();
  known.set(keys, ofList);
  let places = ofList.get(tokens);
  if (places === undefined) {
    const found: number[] = [];
    for (let place = 0; place < keys.length; place += 1) {
      if (tokens.has(keys[place]?.token ?? '')) {
        found.push(place);
      }
    }
    places = Uint32Array.from(found);
    ofList.set(tokens, places);
  }
  return places;
}
