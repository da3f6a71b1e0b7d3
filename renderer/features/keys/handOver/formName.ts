import type { HandOverForm } from '../../../../shared/model/handOver.ts';
import type { Translate } from '../../../i18n/i18n.ts';

/** Names that are not translated. */
const PROGRAMS = {
  curl: 'curl + openssl (Bash)',
  postman: 'Postman',
  bruno: 'Bruno',
  httpYac: 'httpYac',
  cSharp: 'C#',
  requests: 'Python: requests',
  httpx: 'Python: httpx',
  fetch: 'JavaScript: fetch',
  axios: 'JavaScript: axios',
  java: 'Java 17',
  go: 'Go',
  php: 'PHP',
} as const;

function isProgram(name: HandOverForm): name is keyof typeof PROGRAMS {
  return name in PROGRAMS;
}

/** Returns the name of a form in which a key is handed over. */
export function formName(translate: Translate, name: HandOverForm): string {
  return isProgram(name) ? PROGRAMS[name] : translate(`handOver.forms.${name}`);
}
