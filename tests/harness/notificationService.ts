import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { type BusMessage, MessageReader, writeMessage } from './busMessages.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const BUS = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', destination: 'org.freedesktop.DBus' };
const INTROSPECTION = `<node><interface name="${NAME}"><method name="Notify">
${['s', 'u', 's', 's', 's', 'as', 'a{sv}', 'i'].map((type) => `<arg type="${type}" direction="in"/>`).join('\n')}
<arg type="u" direction="out"/></method></interface></node>`;

/** A notification that a program has shown. */
interface ReceivedNotification {
  readonly id: number;
  readonly program: string;
  readonly title: string;
  readonly body: string;
}

/** A notification service (Desktop Notifications Specification) that shows nothing and remembers everything. */
export interface NotificationService {
  readonly received: readonly ReceivedNotification[];
  /** What a user does with a notification. */
  click(id: number): void;
  dismiss(id: number): void;
  /** Leaves the bus. */
  stop(): void;
}

/** Starts the service on a bus. @param address like `unix:path=/run/bus`. @throws Error if the name is taken. */
export async function startNotificationService(address: string): Promise<NotificationService> {
  const socket = createConnection(address.replace(/^unix:path=/, ''));
  await once(socket, 'connect');
  await authenticate(socket);
  const received: ReceivedNotification[] = [];
  const reader = new MessageReader();
  let serial = 0;
  const send = (message: Omit<BusMessage, 'serial'>): void => {
    serial += 1;
    socket.write(writeMessage({ ...message, serial }));
  };
  const reply = ({ serial: replySerial, sender }: BusMessage, body: readonly (string | number)[]): void =>
    send({ type: 'reply', replySerial, destination: sender, body });
  let owned: (isOwned: boolean) => void = () => {};
  const isOwner = new Promise<boolean>((resolve) => {
    owned = resolve;
  });
  socket.on('data', (chunk) => {
    for (const message of reader.read(chunk)) {
      if (message.type === 'reply' && message.replySerial === 2) {
        // 1: the caller is now the owner of the name.
        owned(message.body[0] === 1);
      } else if (message.member === 'Introspect') {
        reply(message, [INTROSPECTION]);
      } else if (message.member === 'Notify') {
        const [program, , , title, body] = message.body;
        received.push({ id: received.length + 1, program: `${program}`, title: `${title}`, body: `${body}` });
        reply(message, [received.length]);
      }
    }
  });
  send({ type: 'call', ...BUS, member: 'Hello', body: [] });
  send({ type: 'call', ...BUS, member: 'RequestName', body: [NAME, 4] });
  if (!(await isOwner)) {
    throw new Error(`Another program is ${NAME}`);
  }
  const signal = (member: string, body: readonly (string | number)[]): void =>
    send({ type: 'signal', path: PATH, interface: NAME, member, body });
  return {
    received,
    click: (id) => signal('ActionInvoked', [id, 'default']),
    // 2: by the user.
    dismiss: (id) => signal('NotificationClosed', [id, 2]),
    stop: () => socket.destroy(),
  };
}

/** Authenticates by the user of the process (D-Bus Specification, EXTERNAL). */
async function authenticate(socket: Socket): Promise<void> {
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  const [response] = (await once(socket, 'data')) as [Buffer];
  if (!response.toString().startsWith('OK ')) {
    throw new Error(`The bus does not let this user in: ${response}`);
  }
  socket.write('BEGIN\r\n');
}
