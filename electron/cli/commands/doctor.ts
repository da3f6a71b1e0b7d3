import { findingText } from '../../../shared/doctorTexts/findingText.ts';
import { type Diagnosis, FINDINGS, type Finding, MAX_PASTED_BYTES } from '../../../shared/model/doctor.ts';
import { chooseConnection } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { safeText } from '../output/safeText.ts';
import { absolutePath } from '../paths.ts';

/** Says what is wrong in a failing request: in a file, or on standard input. Sends nothing without `--use-secret`. */
export const doctor: Command = {
  options: ['connection', 'use-secret'],
  operands: 'FILE|-',
  async run(context) {
    const [file, ...others] = context.operands;
    if (file === undefined) {
      throw new CommandError('argumentMissing', ['FILE']);
    }
    if (others[0] !== undefined) {
      throw new CommandError('argumentUnexpected', [others[0]]);
    }
    const text = await readText(context, file);
    const diagnosis = await context.services.doctor.examine(text, {
      connectionId: context.options.connection === undefined ? null : chooseConnection(context).id,
      useSecret: context.options['use-secret'] === true,
    });
    if (context.isJson) {
      await context.printJson('doctor', diagnosisJson(context, text, diagnosis));
    } else {
      await context.print(diagnosisText(context, text, diagnosis));
    }
    return diagnosis.findings.some(({ code }) => FINDINGS[code] === 'error') ? EXIT.requestWrong : EXIT.done;
  },
};

/** One byte more than is examined, so that the doctor itself says that a text is too long. */
const MAX_BYTES = MAX_PASTED_BYTES + 1;

async function readText({ terminal, services }: CommandContext, file: string): Promise<string> {
  if (file === '-') {
    return new TextDecoder().decode(await terminal.readRest(MAX_BYTES));
  }
  return services.userFiles.read(absolutePath(terminal, file), MAX_BYTES);
}

function diagnosisJson({ language }: CommandContext, text: string, diagnosis: Diagnosis): object {
  const { requests, format, findings, needsSecret, isVerified, key, stringToSign, secretSeen } = diagnosis;
  return {
    requests,
    format,
    findings: findings.map((finding) => ({
      code: finding.code,
      severity: FINDINGS[finding.code],
      ...findingText(language, finding),
      position: finding.place === null ? null : positionOf(text, finding.place.start),
      found: finding.found,
      expected: finding.expected,
      facts: finding.facts,
    })),
    needsSecret,
    isVerified,
    key,
    stringToSign,
    secretSeen,
  };
}

function diagnosisText(context: CommandContext, text: string, diagnosis: Diagnosis): string {
  const { doctor: texts } = context.texts;
  const { findings, needsSecret, isVerified } = diagnosis;
  const lines = findings.flatMap((finding) => findingLines(context, text, finding));
  const hasError = findings.some(({ code }) => FINDINGS[code] === 'error');
  const verdict = hasError ? [] : [needsSecret ? texts.needsSecret : isVerified ? texts.right : texts.nothingWrong];
  return `${[...lines, ...verdict].join('\n')}\n`;
}

function findingLines({ texts, language }: CommandContext, text: string, finding: Finding): string[] {
  const { title, text: explanation } = findingText(language, finding);
  const { place, found, expected } = finding;
  const position = place === null ? null : positionOf(text, place.start);
  const where = position === null ? '' : ` (${texts.doctor.position(position.line, position.column)})`;
  return [
    `${texts.doctor[FINDINGS[finding.code]]}: ${safeText(title)}${where}`,
    `  ${safeText(explanation)}`,
    ...(found === null ? [] : [`  ${texts.doctor.found}: ${safeText(found)}`]),
    ...(expected === null ? [] : [`  ${texts.doctor.expected}: ${safeText(expected)}`]),
  ];
}

/** Line and column of an offset, counted from 1; the column in UTF-16 units, as editors do. */
function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
