import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Creates an access log that names accounts of the sample platform, another one, and lines that are cut. */
export function accessLog(parent: string): string {
  const file = join(parent, 'audit_2026-11-20.log');
  const line = (name: string, address: string, status: string): string =>
    `2026-11-20 10:00:00,123 INFO 0a1b2c3d-0000-4000-8000-00000000000f ${name} ${address} https://platform.example/webapi/Account ${status} 03:00:00.296 'GET completed' ''\n`;
  const lines = [
    line('svc.erp', '10.0.0.1', 'OK').repeat(20),
    line('svc.erp', '10.0.0.2:5432', 'Unauthorized'),
    line('svc.1c', '10.0.0.3', 'NoContent'),
    line('o.kuznetsova', '10.0.0.4', '403'),
    line('сервис.обмена', '10.0.0.5', '200'),
    line('svc.erp', '10.0.0.1', 'OK').slice(0, 40),
  ];
  writeFileSync(file, lines.join(''));
  return file;
}
