import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { minify, type Plugin } from 'vite';

const root = import.meta.dirname;

/** Name of the file with the libraries that write the settings: one file instead of some 150, each looked for at every start. */
const SETTINGS_LIBRARIES = 'settingsLibraries';

/**
 * Minifies what is almost all of libraries; the rest stays readable, for the stacks in the log.
 */
const minifyLibraries: Plugin = {
  name: 'minify-libraries',
  generateBundle: async (_options, bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk' && ['tableProcess', 'protectedFileProcess', SETTINGS_LIBRARIES].includes(file.name)) {
        file.code = (await minify(file.fileName, file.code, { module: true })).code;
      }
    }
  },
};

/**
 * Three builds: the main process with its child processes (ESM, libraries stay in node_modules), the preload (one
 * CommonJS file, as the sandbox demands) and the window. Source maps are never written, so none can be packaged.
 */
export default defineConfig({
  main: {
    plugins: [minifyLibraries],
    // The variant for Node declares `require`, as electron-vite does in each file that names it.
    resolve: { alias: { fflate: 'fflate/browser', kdbxweb: 'kdbxweb/dist/kdbxweb.min.js' } },
    build: {
      outDir: 'out/main',
      sourcemap: false,
      rolldownOptions: {
        input: {
          main: resolve(root, 'electron/main.ts'),
          keychainWorker: resolve(root, 'electron/adapters/keychain/keychainWorker.ts'),
          tableProcess: resolve(root, 'electron/adapters/tables/tableProcess.ts'),
          protectedFileProcess: resolve(root, 'electron/adapters/protectedFiles/protectedFileProcess.ts'),
          accessLogProcess: resolve(root, 'electron/adapters/accessLogs/accessLogProcess.ts'),
          scanProcess: resolve(root, 'electron/adapters/scan/scanProcess.ts'),
          platformProcess: resolve(root, 'electron/platform/platformProcess.ts'),
          platformCommand: resolve(root, 'electron/platform/platformCommand.ts'),
        },
        output: {
          format: 'es',
          codeSplitting: {
            groups: [
              {
                name: SETTINGS_LIBRARIES,
                test: /node_modules[\\/](?:electron-store|conf|ajv|ajv-formats|fast-uri|json-schema-traverse|semver)[\\/]/,
              },
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      chunkSizeWarningLimit: 1500,
      assetsInlineLimit: 0,
      minify: true,
      // They are read ahead while the window is idle; links that the builder would add bring nothing.
      modulePreload: false,
      rolldownOptions: {
        input: {
          index: resolve(root, 'renderer/index.html'),
          crashed: resolve(root, 'renderer/crashed.html'),
          loadFailure: resolve(root, 'renderer/loadFailure.html'),
        },
        output: {
          // What the first page needs is one file: a second one would only be waited for. Dialogs and other pages are
          // loaded later (renderer/app/laterParts.ts).
          codeSplitting: { groups: [{ name: 'start', tags: ['$initial'], test: /\.[mc]?[jt]sx?$/ }] },
        },
      },
    },
  },
});
