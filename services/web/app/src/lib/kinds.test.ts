import { expect, test } from 'vitest';
import type { Kind } from '#lib/api/types.ts';
import { kindsFound } from './kinds.ts';

const kind = (id: string, sv: string[], en: string[]) => ({ id, icon: '', text: { id: `kind.${id}`, parameters: {} }, representation: null, fields: [], words: { sv, en } }) as Kind;
const KINDS = [kind('hotel', ['övernattning', 'logi'], ['lodging']), kind('bus', ['spårvagn', 'kollektivtrafik'], ['public transport']), kind('other', ['buske'], ['else'])];
const found = (search: string) => kindsFound(KINDS, search, (one) => one.id).map((one) => one.id);

test('a kind is found by the beginning of its name, its words and words of another language', () => {
	expect(found('ÖVER')).toEqual(['hotel']);
	expect(found('lodg')).toEqual(['hotel']);
	expect(found('transport')).toEqual(['bus']);
	expect(found('natt')).toEqual([]);
});

test('names come before words, and nothing searched for finds all', () => {
	expect(found('bus')).toEqual(['bus', 'other']);
	expect(found(' ')).toEqual(['hotel', 'bus', 'other']);
});
