import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCE = new URL('../', import.meta.url);
const CATALOGUE = Object.keys(JSON.parse(readFileSync(new URL('../../../../../shared/texts/sv/app.json', import.meta.url), 'utf-8')) as object);
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
