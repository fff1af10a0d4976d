// schema.org as TypeScript's declarations have it (schema-dts): which types there are, and which properties each has.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Types by name, each with its parent and its own properties. */
export function vocabulary() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('schema-dts/package.json'));
  const text = readFileSync(path.join(folder, 'dist/schema.d.ts'), 'utf8').replace(/\/\*\*.*?\*\//gs, '');
  const types = new Map();
  const declared = /interface (\w+?)(Base|Leaf) extends ([^{]+)\{([^}]*)\}/g;
  for (const [, name, , parents, body] of text.matchAll(declared)) {
    const type = types.get(name) ?? { parents: new Set(), properties: new Set(), isType: false };
    for (const [, parent] of parents.matchAll(/(\w+)Base\b/g)) if (parent !== name) type.parents.add(parent);
    for (const [, property] of body.matchAll(/^\s+"(\w+)"\?:/gm)) type.properties.add(property);
    type.isType ||= body.includes(`"@type": "${name}"`);
    types.set(name, type);
  }
  return types;
}

/** Whether things of a type have a property, its parents' included. */
export function has(types, name, property) {
  const type = types.get(name);
  return Boolean(type) && (type.properties.has(property) || [...type.parents].some((parent) => has(types, parent, property)));
}
