import { z } from 'zod';

// zod probes `new Function` to compile its parsers, which the content security policy blocks and reports.
// Imported before every module that builds a schema.
z.config({ jitless: true });
