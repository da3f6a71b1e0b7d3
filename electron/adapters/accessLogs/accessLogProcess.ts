/** A process that reads access logs: gigabytes of lines must not hold up the main process, and can be ended at any time. */
import { logResponder } from './logResponder.ts';

const parent = process.parentPort;
const respond = logResponder((response) => parent.postMessage(response));
parent.on('message', ({ data }) => respond(data));
