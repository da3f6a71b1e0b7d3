import { type LogResponse, logRequestSchema } from './accessLogProtocol.ts';
import { LineScanner } from './lineScanner.ts';
import { localTimeText } from './lineTime.ts';
import { readPart } from './readPart.ts';

/** Returns a function that carries out requests, one after the other as they are answered, with one scanner for all. */
export function logResponder(post: (response: LogResponse) => void): (message: unknown) => void {
  const scanner = new LineScanner();
  return (message) => {
    const request = logRequestSchema.parse(message);
    if (request.type === 'read') {
      void readPart(scanner, request.part, (bytes) => post({ type: 'progress', bytes })).then((part) =>
        post({ type: 'read', part }),
      );
      return;
    }
    const { tally, callsWithoutAccount, from, to } = scanner;
    post({
      type: 'finished',
      accounts: tally.accounts,
      from: localTimeText(from),
      to: localTimeText(to),
      callsWithoutAccount,
      callsOfOtherAccounts: tally.callsOfOthers,
    });
  };
}
