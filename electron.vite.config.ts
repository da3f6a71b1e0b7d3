import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

/**
 * Marks the schemas of `shared/` as free of effects. The window parses nothing, main has done that; but the builder
 * cannot know what zod's calls do, and would keep every schema that stands beside a constant, and all of zod with them.
 */
function leaveOutUnusedSchemas(): Plugin {
  return {
    name: 'leave-out-unused-schemas',
    // After the types are gone.
    enforce: 'post',
    transform: {
      filter: { id: /\/shared\/.*\.ts$/, code: /\bz\./ },
      handler(code) {
        let marked = code;
        // From the end on, so that the places before stay right.
        for (const statement of this.parse(code).body.toReversed()) {
          const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
          const value = declaration?.type === 'VariableDeclaration' ? declaration.declarations[0]?.init : null;
          if (value && code.startsWith('z.', value.start)) {
            const schema = code.slice(value.start, value.end);
            marked = `${marked.slice(0, value.start)}/* @__PURE__ */ (() => ${schema})()${marked.slice(value.end)}`;
          }
        }
        return { code: marked, map: null };
      },
    },
  };
}

/**
 * Three builds: the main process with its child processes (ESM, libraries stay in node_modules), the preload (one
 * CommonJS file, as the sandbox demands) and the window. Source maps are never written, so none can be packaged.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: false,
      rolldownOptions: {
        input: {
          main: resolve(root, 'electron/main.ts'),
          keychainWorker: resolve(root, 'electron/adapters/keychain/keychainWorker.ts'),
          platformProcess: resolve(root, 'electron/platform/platformProcess.ts'),
          platformCommand: resolve(root, 'electron/platform/platformCommand.ts'),
        },
        output: { format: 'es' },
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
    plugins: [react(), leaveOutUnusedSchemas()],
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
          // What the first page needs is one file: a second one would only be waited for. Dialogs and other pages come
          // later (renderer/app/laterParts.ts); `npm run package:check` has the limit of what the start may load.
          codeSplitting: { groups: [{ name: 'start', tags: ['$initial'], test: /\.[mc]?[jt]sx?$/ }] },
        },
      },
    },
  },
});
