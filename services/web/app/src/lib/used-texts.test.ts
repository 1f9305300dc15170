import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCE = new URL('../', import.meta.url);
const TEXTS = new URL('../../../../../shared/texts/sv/', import.meta.url);
/** Texts of the app stand in its own file, and beside those of what they are about. */
const CATALOGUE = readdirSync(TEXTS)
	.flatMap((name) => Object.keys(JSON.parse(readFileSync(new URL(name, TEXTS), 'utf-8')) as object))
	.filter((id) => id.startsWith('app.'));
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf-8' }).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'));
const source = files.map((name) => readFileSync(new URL(name, SOURCE), 'utf-8')).join('\n');

/** `app.x.y` as written, and `app.x.${…}` as a beginning. */
const whole = new Set([...source.matchAll(/['`](app\.[\w.-]+)['`]/g)].map((match) => match[1] ?? ''));
const beginnings = [...new Set([...source.matchAll(/`(app\.[\w.-]+\.)\$\{/g)].map((match) => match[1] ?? ''))];

test('every text that the app names is in the catalogue', () => {
	expect([...whole].filter((id) => !CATALOGUE.includes(id))).toEqual([]);
	expect(beginnings.filter((start) => !CATALOGUE.some((id) => id.startsWith(start)))).toEqual([]);
});

test('every text of the app is used', () => {
	expect(CATALOGUE.filter((id) => !whole.has(id) && !beginnings.some((start) => id.startsWith(start)))).toEqual([]);
});
