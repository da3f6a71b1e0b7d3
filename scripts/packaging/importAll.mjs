/** Run by the check of a package: imports the modules that are named after the folder of a package, as its code would. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = '', ...specifiers] = process.argv.slice(2);
const parentURL = pathToFileURL(join(folder, 'out/main/main.js')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    context.parentURL === import.meta.url ? next(specifier, { ...context, parentURL }) : next(specifier, context),
});

for (const specifier of specifiers) {
  await import(specifier);
}
