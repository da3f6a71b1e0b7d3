/**
 * Which folder may use which. The rules name folders, not files, and hold at any depth below them. Checked by
 * `npm run lint`, drawn and compared with the picture in docs/architecture.md by tests/unit/architecture.
 */

/** What the window may use besides itself and `shared/`. */
const WINDOW_LIBRARIES = [
  'react',
  'react-dom',
  'dayjs',
  'i18next',
  'react-i18next',
  'react-error-boundary',
  'fastest-levenshtein',
  'zod',
  '@mui',
  '@emotion',
  '@tanstack',
  '@fontsource-variable',
];

/** What the embedded platform may use besides itself and `shared/`. */
const PLATFORM_LIBRARIES = [
  '@fastify',
  'fast-json-stringify',
  'fastify',
  'fastify-type-provider-zod',
  'kysely',
  'lru-cache',
  'pg',
  'zod',
];

/** Libraries that one file or folder of the main process wraps, and no other may use. */
const WRAPPED = {
  'electron-store': 'electron/adapters/files/electronSettingsStore.ts',
  keytar: 'electron/adapters/keychain/keychainWorker.ts',
  asn1js: 'electron/adapters/http/readCertificates.ts',
  undici: 'electron/adapters/http/customCaTransport.ts',
  'write-excel-file': 'electron/adapters/tables/xlsxFile.ts',
  fflate: 'electron/adapters/accessLogs/readArchive.ts',
  'age-encryption': 'electron/adapters/protectedFiles/ageFile.ts',
  kdbxweb: 'electron/adapters/protectedFiles/kdbxFile.ts',
  'ical-generator': 'electron/adapters/calendar/icsFile.ts',
  pino: 'electron/adapters/log/fileLogger.ts',
  pg: 'electron/platform/storage/postgres/[^/]+\\.ts',
  '@fastify': 'electron/platform/http/documentation.ts',
  'fast-json-stringify': 'electron/platform/http/responseSerializer.ts',
};

const NODE_MODULES = '(^|/)node_modules/';

/**
 * A pattern of the folders of packages; scopes stand for all that is in them.
 * @param {readonly string[]} names
 */
const packages = (names) => `${NODE_MODULES}(@types/)?(${names.join('|')})/`;

/**
 * Refuses everything but what is named: folders of the project, packages, and Node's own modules.
 * @param {string} from
 * @param {{ may: string[], libraries?: string[], node?: boolean, electron?: boolean, why: string }} uses
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function only(from, { may, libraries = [], node = false, electron = false, why }) {
  const allowed = [
    ...may.map((folder) => `^${folder}`),
    ...(libraries.length > 0 ? [packages(libraries)] : []),
    ...(electron ? [`${NODE_MODULES}electron/`] : []),
  ];
  return {
    name: `${from} uses only what it may`,
    comment: why,
    severity: 'error',
    from: { path: `^${from}` },
    to: { pathNot: allowed, ...(node ? { dependencyTypesNot: ['core'] } : {}) },
  };
}

/**
 * The rooms of the window's keys, each with the rooms above it that it may use, so that no two use each other.
 * @type {readonly (readonly [name: string, uses: readonly string[]])[]}
 */
const KEY_ROOMS = [
  ['notes', []],
  ['test', []],
  ['expiry', []],
  ['rotation', ['expiry']],
  ['table', ['notes', 'test', 'rotation']],
  ['search', ['table', 'notes']],
  ['editor', ['expiry', 'notes', 'test', 'rotation']],
  ['handOver', ['editor']],
  ['adopted', ['table', 'expiry', 'editor']],
  ['bulk', ['table', 'expiry']],
];

/** @returns {import('dependency-cruiser').IForbiddenRuleType[]} */
const keyRooms = () =>
  KEY_ROOMS.map(([name, uses], index) => {
    const above = KEY_ROOMS.slice(0, index).map(([room]) => room);
    if (uses.some((used) => !above.includes(used))) {
      throw new Error(`keys/${name} may use only rooms above it: ${above.join(', ')}`);
    }
    return {
      name: `keys/${name} is a room of its own`,
      comment: `The code in keys/${name} can be read without opening any room but: ${uses.join(', ') || 'none'}.`,
      severity: 'error',
      from: { path: `^renderer/features/keys/${name}/` },
      to: {
        path: '^renderer/features/keys/',
        pathNot: [name, ...uses].map((each) => `^renderer/features/keys/${each}/`),
      },
    };
  });

const MAIN_ROOMS = 'electron/(?!services/|adapters/|ipc/|cli/|platform/|preload\\.ts)';

/** @type {{ forbidden: import('dependency-cruiser').IForbiddenRuleType[], options: import('dependency-cruiser').ICruiseOptions }} */
const configuration = {
  forbidden: [
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing is missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing uses the tests',
      severity: 'error',
      from: { pathNot: '^(tests/|[^/]+\\.config\\.(ts|mjs)$)' },
      to: { path: '^tests/' },
    },
    only('shared/', { may: ['shared/'], libraries: ['zod'], why: 'shared/ is pure.' }),
    {
      name: 'the names of channels and events are free of imports',
      comment: 'The sandboxed preload is bundled with them; imports of types are erased.',
      severity: 'error',
      from: { path: '^shared/(ipc/(channels|events)|result)\\.ts$' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    only('electron/preload\\.ts', {
      may: ['shared/ipc/(channels|events|contract)\\.ts'],
      electron: true,
      why: 'The sandboxed preload may use Electron and the names of channels and events (the contract as a type).',
    }),
    only('electron/services/', {
      may: ['electron/services/', 'electron/ports\\.ts', 'shared/'],
      libraries: ['zod', 'async-mutex', 'p-map', '@noble/hashes', '@scure/bip39'],
      why: 'Services hold rules: they may use ports, shared/, and libraries that run in Node and in a browser. Others belong in adapters/.',
    }),
    only('electron/adapters/', {
      may: ['electron/adapters/', 'electron/ports\\.ts', 'electron/(scrypt|makeFolder)\\.ts', 'shared/'],
      libraries: ['zod', 'async-mutex', '@noble/hashes', ...Object.keys(WRAPPED)],
      node: true,
      electron: true,
      why: 'An adapter wraps one outside library; it knows the ports and nothing of the services.',
    }),
    only('electron/ipc/', {
      may: ['electron/ipc/', 'electron/(ports|ownPage)\\.ts', 'electron/services/', 'shared/'],
      libraries: ['zod'],
      electron: true,
      why: 'Handlers may use services, ports, the address of our own page and shared/.',
    }),
    only('electron/cli/', {
      may: ['electron/cli/', 'electron/ports\\.ts', 'electron/services/', 'shared/'],
      libraries: ['zod'],
      node: true,
      why: 'Commands may use services, ports and shared/: they know neither Electron nor a window.',
    }),
    only('electron/platform/', {
      may: ['electron/platform/', 'electron/(scrypt|makeFolder)\\.ts', 'shared/'],
      libraries: PLATFORM_LIBRARIES,
      node: true,
      why: 'The embedded platform knows nothing of the application.',
    }),
    only(MAIN_ROOMS, {
      may: ['electron/', 'shared/'],
      libraries: ['zod'],
      node: true,
      electron: true,
      why: 'The composition may use everything in electron/ and shared/, outside libraries through adapters only.',
    }),
    ...Object.entries(WRAPPED).map(([library, file]) => ({
      name: `${library} has one place`,
      severity: 'error',
      from: { path: '^electron/', pathNot: `^${file}$` },
      to: { path: packages([library]) },
    })),
    only('renderer/', {
      may: ['renderer/', 'shared/'],
      libraries: WINDOW_LIBRARIES,
      why: 'The window may use itself, shared/ and the libraries of its interface.',
    }),
    {
      name: 'the bridge is reached through renderer/api',
      severity: 'error',
      from: { pathNot: '^renderer/api/' },
      to: { path: '^renderer/api/bridge\\.ts$' },
    },
    ...[
      ['i18n', []],
      ['api', ['i18n']],
      ['components', ['i18n']],
      ['shell', ['i18n', 'api', 'components']],
      ['features', ['i18n', 'api', 'components', 'shell']],
    ].map(([layer, uses]) => ({
      name: `renderer/${layer} knows only what is below it`,
      severity: 'error',
      from: { path: `^renderer/${layer}/` },
      to: { path: '^renderer/', pathNot: [layer, ...uses].map((folder) => `^renderer/${folder}/`) },
    })),
    {
      name: 'features do not use each other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    ...keyRooms(),
    {
      name: 'the search language is pure',
      severity: 'error',
      from: { path: '^renderer/features/keys/search/query/' },
      to: {
        pathNot: [
          '^renderer/features/keys/search/query/',
          '^renderer/i18n/foldText\\.ts$',
          '^shared/',
          packages(['dayjs', 'fastest-levenshtein']),
        ],
      },
    },
    {
      name: 'scripts run before anything is installed',
      severity: 'error',
      // The picture of the window uses what is installed by then.
      from: { path: '^scripts/', pathNot: '^scripts/(packaging/|windowPicture\\.mjs$)' },
      to: { path: NODE_MODULES },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Files for other programs, which are read as text.
    exclude: { path: '^(out|reports|dist)/|/snippets/templates/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
  },
};

export default configuration;
