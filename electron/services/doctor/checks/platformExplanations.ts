import { addressSpellings } from '../../../../shared/hmac/addressSpellings.ts';
import { readBodyChange, readMistake } from '../../../../shared/hmac/explanations.ts';
import type { SigningMistake } from '../../../../shared/hmac/signingMistakes.ts';
import type { Finding } from '../../../../shared/model/doctor.ts';
import { finding } from '../findings.ts';
import type { Piece } from '../pastedRequest.ts';
import { parameterOf, type RequestView } from '../requestView.ts';
import { valuePiece } from './authorizationChecks.ts';
import { BODY_CODES } from './bodyChecks.ts';
import { explainMistake } from './signatureChecks.ts';

/** Reads the mistake of signing that the platform has found itself, with the secret key and the request that arrived. */
export function explainedSignature(view: RequestView): Finding[] {
  const mistake = readMistake(view.response.message ?? '');
  return mistake === null ? [] : [explainMistake(view, withSpelling(view, mistake), signatureOf(view))];
}

/** Reads what the platform says of a body if the text does not show enough. */
export function explainedBody(view: RequestView): Finding[] {
  const change = readBodyChange(view.response.message ?? '');
  return change === null
    ? []
    : [finding(BODY_CODES[change], { place: view.request.method.place, facts: { bytes: 0 } })];
}

/** The platform quotes the address without saying how it is encoded. */
function withSpelling({ sentHosts }: RequestView, mistake: SigningMistake): SigningMistake {
  if (mistake.kind !== 'address') {
    return mistake;
  }
  const spelled = addressSpellings(mistake.sent, sentHosts[0] ?? '');
  return { ...mistake, spelling: spelled.find(({ address }) => address === mistake.signed)?.spelling ?? 'typed' };
}

function signatureOf(view: RequestView): Piece {
  const signature = parameterOf(view, 'Signature');
  const [authorization] = view.authorizations;
  return signature === null || authorization === undefined
    ? { text: '', place: view.request.method.place }
    : valuePiece(view, authorization, signature);
}
