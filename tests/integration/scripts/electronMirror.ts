import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipArchive } from '../../harness/zipArchive.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Archive of the test mirror: a program that prints its name, and enough data to be sent in pieces. */
export const ARCHIVE = zipArchive({
  electron: '#!/bin/sh\necho stand-in for Electron\n',
  version: '45.0.0',
  LICENSE: 'x'.repeat(20_000),
});

/** A package `electron` with the real installer and the digest of {@link ARCHIVE}. */
export interface ElectronPackage {
  readonly folder: string;
  /** Folder of the download cache. */
  readonly cache: string;
  readonly hasProgram: () => boolean;
  readonly remove: () => void;
}

/** Creates a package that finds the real libraries. */
export function makeElectronPackage(): ElectronPackage {
  const top = mkdtempSync(join(tmpdir(), 'keydesk-electron-'));
  const folder = join(top, 'electron');
  mkdirSync(folder);
  symlinkSync(join(ROOT, 'node_modules'), join(top, 'node_modules'));
  copyFileSync(join(ROOT, 'node_modules/electron/install.js'), join(folder, 'install.js'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'electron', version: '45.0.0' }));
  const digest = createHash('sha256').update(ARCHIVE).digest('hex');
  const name = `electron-v45.0.0-${process.platform}-${process.arch}.zip`;
  writeFileSync(join(folder, 'checksums.json'), JSON.stringify({ [name]: digest }));
  return {
    folder,
    cache: join(top, 'cache'),
    hasProgram: () => existsSync(join(folder, 'path.txt')) && existsSync(join(folder, 'dist/electron')),
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

/** Starts a server on a free port of this machine. */
export async function listen(respond: RequestListener): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(respond).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** Starts a proxy that connects every name to one port of this machine. `asked` holds the requested targets. */
export async function listenAsProxy(port: number): Promise<{ server: Server; port: number; asked: string[] }> {
  const asked: string[] = [];
  const proxy = await listen((_request, response) => response.writeHead(501).end());
  proxy.server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  proxy.server.on('request', (request) => asked.push(request.url ?? ''));
  return { ...proxy, asked };
}
