import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('an id is a UUIDv7 that begins with the time', () => {
	const id = newId(0x0192_8a3b_4c5d, new Uint8Array(10).fill(255));
	expect(id).toBe('01928a3b-4c5d-7fff-bfff-ffffffffffff');
});

test('ids made later sort later', () => {
	expect(newId(1_000) < newId(1_001)).toBe(true);
});
