import type { PastedRequest, PasteFormat } from '../pastedRequest.ts';
import { readHttpMessages, readResponse } from './httpMessages.ts';
import type { TracedText } from './tracedText.ts';

/** Marks between which a program prints the head of a request, and what it says about the body. */
interface LogForm {
  readonly format: PasteFormat;
  readonly begin: RegExp;
  readonly end: RegExp;
  readonly response: RegExp;
  /** The status, if it stands elsewhere than in the response. */
  readonly status?: RegExp;
}

const FORMS: readonly LogForm[] = [
  // -Djdk.httpclient.HttpClient.log=requests,headers
  {
    format: 'code',
    begin: /^(?:INFO: )?HEADERS: REQUEST HEADERS:/,
    end: /^\s*$/,
    response: /HEADERS: RESPONSE HEADERS:/,
    status: /RESPONSE: \(.{0,4000}\) ([1-5]\d\d) HTTP_/,
  },
  // wget -d
  { format: 'code', begin: /^---request begin---/, end: /^---request end---/, response: /^---response begin---/ },
];

/** Reads the logs of the HttpClient of Java and of wget. They show no bodies. */
export function readProgramLogs(source: TracedText): PastedRequest[] {
  return FORMS.flatMap((form) => {
    const starts = source.lines.flatMap(({ text }, index) => (form.begin.test(text) ? [index] : []));
    return starts.flatMap((start, index) => readRequest(source, form, start, starts[index + 1] ?? source.lines.length));
  });
}

function readRequest(source: TracedText, form: LogForm, start: number, next: number): PastedRequest[] {
  const { lines } = source;
  const block = lines.slice(start + 1, next);
  const end = block.findIndex(({ text }) => form.end.test(text));
  const head = source.slice(block[0]?.start ?? source.length, block[end === -1 ? block.length - 1 : end]?.start);
  const requests = readHttpMessages(head, { format: form.format, hasBodies: false });
  const after = source.slice(block[end]?.start ?? source.length, lines[next]?.start);
  return requests.slice(0, 1).map((request) => ({ ...request, response: responseAfter(after, form) }));
}

function responseAfter(after: TracedText, { response, status }: LogForm): PastedRequest['response'] {
  const start = after.lines.findIndex(({ text }) => response.test(text));
  if (start === -1) {
    return null;
  }
  const text = after.slice(after.lines[start]?.next ?? after.length);
  const line = status === undefined ? undefined : after.lines.find((each) => status.test(each.text.slice(0, 5000)));
  if (status === undefined || line === undefined) {
    return readResponse(text);
  }
  const [matched = '', code = ''] = status.exec(line.text.slice(0, 5000)) ?? [];
  const codeStart = line.start + line.text.indexOf(matched) + matched.lastIndexOf(code);
  const [, date = null] = /^\s{1,8}date: (.{1,60})$/im.exec(text.text.slice(0, 4000)) ?? [];
  return { status: after.slice(codeStart, codeStart + code.length).piece(), date, text: text.text };
}
