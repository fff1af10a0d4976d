// The Nu HTML checker, and the RELAX NG validator (Jing) that comes in the same archive.

import { spawn } from 'node:child_process';
import vnu from 'vnu-jar';

/** Runs a class of the archive; resolves to what it printed, whatever it found. */
export function java(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn('java', ['-Xss8m', '-XX:TieredStopAtLevel=1', '-cp', String(vnu), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
}

/** Validates files against a grammar in RELAX NG's compact syntax; resolves to `file:line:column: …` lines. */
export async function relaxNg(schema, files) {
  if (files.length === 0) return [];
  const text = await java('nu.validator.vendor.thaiopensource.relaxng.util.Driver', '-c', schema, ...files);
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** The Nu HTML checker's messages about files. */
export async function nu(files) {
  const text = await java('nu.validator.client.SimpleCommandLineValidator', '--format', 'json', '--exit-zero-always', ...files);
  if (!text.startsWith('{')) throw new Error(`the HTML checker did not answer: ${text.slice(0, 300)}`);
  return JSON.parse(text).messages;
}
