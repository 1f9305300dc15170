import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatEntry, FORMS, LANGUAGES, type Entry, type Parameters } from './texts.ts';

interface Case {
	entry: Record<'sv' | 'en', Entry>;
	parameters: Parameters;
	sv: string;
	en: string;
}
const CASES = JSON.parse(
	readFileSync(new URL('../../../../../tests/unit/texts_cases.json', import.meta.url), 'utf-8')
) as Case[];

test.each(CASES)('fills $entry.sv as the services do', ({ entry, parameters, ...expected }) => {
	for (const language of LANGUAGES) {
		expect(formatEntry(entry[language], parameters, language, String)).toBe(expected[language]);
	}
});

test('refuses a text whose parameter is missing', () => {
	expect(() => formatEntry('{who} godkänner', {}, 'sv', String)).toThrow('who');
});

test.each(LANGUAGES)('knows every form that the catalogue of %s uses', (language) => {
	const folder = new URL(`../../../../../shared/texts/${language}/`, import.meta.url);
	const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf-8')).join();
	const used = new Set([...texts.matchAll(/\{\w+:(\w+)\}/g)].map((match) => match[1]));
	expect([...used].filter((form) => form && !['text', 'words'].includes(form) && !(form in FORMS))).toEqual([]);
});
