import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running nginx. */
export interface Nginx {
  /** Its addresses on 127.0.0.1, in the order of the servers. */
  readonly addresses: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the installed nginx.
 * @param servers for each port the directives of its `location /`.
 * @param ports free ports by default.
 */
export async function startNginx(servers: readonly string[], ports?: readonly number[]): Promise<Nginx> {
  return serve(servers, ports ?? (await freePorts(servers.length)));
}

async function serve(servers: readonly string[], ports: readonly number[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-nginx-'));
  const blocks = servers.map(
    (location, index) => `server { listen 127.0.0.1:${ports[index]}; location / { ${location} } }`,
  );
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr crit; events {}
    http { access_log off; ${paths.join(' ')} ${blocks.join('\n')} }`,
  );
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`nginx ended with code ${code}`);
  });
  ended.catch(() => {});
  await Promise.race([ended, Promise.all(ports.map(listening))]);
  return {
    addresses: ports.map((port) => `http://127.0.0.1:${port}`),
    async stop() {
      child.kill('SIGTERM');
      await ended.catch(() => {});
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      server.close();
      await once(server, 'close');
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
}

/** Waits until a port accepts connections. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) {
      return;
    }
  }
}
