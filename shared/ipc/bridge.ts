import type { Result } from '../result.ts';
import type { Channel } from './channels.ts';
import type { Input, Output } from './contract.ts';
import type { EventName } from './events.ts';

type Area<C extends string> = C extends `${infer Name}:${string}` ? Name : never;
type Arguments<C extends Channel> = Input<C> extends void ? [] : [input: Input<C>];

/** Methods derived from the channel names: `keys:create` becomes `keys.create(input)`. */
type Api = {
  readonly [A in Area<Channel>]: {
    readonly [C in Channel as C extends `${A}:${infer Verb}` ? Verb : never]: (
      ...parameters: Arguments<C>
    ) => Promise<Result<Output<C>>>;
  };
};

/** `window.keydesk`, exposed by the preload: the calls, and events that report outdated data. */
export type Bridge = Api & {
  readonly events: {
    /** Calls `listener` on every `event`; returns a function that unsubscribes. */
    readonly subscribe: (event: EventName, listener: () => void) => () => void;
  };
};
