import { afterEach, expect, test, vi } from 'vitest';
import type { Claim, Expense } from '#lib/api/types.ts';
import { moveLine, moveOut } from './moving.ts';

afterEach(() => vi.unstubAllGlobals());

/** A service: what is sent to it, and what of that it does not take the first time. */
function service(refuses: (method: string, path: string) => boolean): string[] {
	const sent: string[] = [];
	let hasRefused = false;
	vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit = {}) => {
		sent.push(`${method} ${path.replace(/^.*\/claims\/claims/, '').replace(/\?.*/, '')}`);
		if (hasRefused || !refuses(method, path)) return new Response('{}');
		hasRefused = true;
		return new Response('{}', { status: 409 });
	});
	return sent;
}
const line = (id: string) => ({ kind: 'expense', id, version: 2, receipt_id: 'r' }) as Expense;
const trip = (of: Expense) => ({ id: 'trip', kind: 'trip', employment_id: 'e', lines: [of] }) as unknown as Claim;
const lone = (of: Expense) => ({ ...trip(of), id: 'own', kind: 'expense' }) as unknown as Claim;

test('a second try moves the same line once', async () => {
	const sent = service((method) => method === 'DELETE');
	const one = line('a');
	await expect(moveLine(trip(one), one, 'other')).rejects.toThrow();
	await moveLine(trip(one), one, 'other');
	expect(new Set(sent.filter((each) => each.startsWith('PUT'))).size).toBe(1);
});

test('a second try makes one claim of its own', async () => {
	const sent = service((method, path) => method === 'PUT' && path.includes('/lines/'));
	const one = line('b');
	await expect(moveOut(trip(one), one)).rejects.toThrow();
	await moveOut(trip(one), one);
	expect(new Set(sent.filter((each) => each.startsWith('PUT'))).size).toBe(2);
	expect(sent.at(-1)).toBe('DELETE /trip/lines/b');
});

test('a claim of one receipt goes with it, and is asked for again where it could not', async () => {
	const sent = service((method) => method === 'DELETE');
	const one = line('c');
	const left: boolean[] = [];
	await expect(moveLine(lone(one), one, 'trip', (leaves) => left.push(leaves))).rejects.toThrow();
	expect([sent.at(-1), left]).toEqual(['DELETE /own', [true, false]]);
});
