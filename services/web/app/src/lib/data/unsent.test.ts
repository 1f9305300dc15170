import { afterEach, expect, test, vi } from 'vitest';
import { allSent, letGoOfReceipt, saveReceiptSoon, sendDraftsNow, unsentOn } from './unsent.svelte.ts';

afterEach(() => {
	vi.unstubAllGlobals();
	letGoOfReceipt('r');
});

const CLAIM = { id: 'c', lines: [{ kind: 'expense', id: 'l', version: 4, receipt_id: 'r', purpose: '' }] };
type Sent = [method: string, path: string, body: Record<string, unknown> | undefined];

/** Both services: what is sent to them; a line is refused as often as it is said to have changed meanwhile. */
function services({ changes = 0 } = {}): { sent: Sent[]; network: boolean } {
	const here = { sent: [] as Sent[], network: true, version: 3 };
	vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
		if (!here.network) throw new TypeError('no network');
		here.sent.push([method, path.replace('/api/', ''), body ? (JSON.parse(String(body)) as Record<string, unknown>) : undefined]);
		if (path.includes('/corrections/')) return Response.json({ id: 'r', version: ++here.version });
		if (method === 'PUT' && changes-- > 0) return Response.json({ code: 'version-outdated', text: { id: 'problem.version-outdated' } }, { status: 409 });
		return Response.json(CLAIM);
	});
	return here;
}
const corrections = (sent: Sent[]) => sent.filter(([, path]) => path.includes('/corrections/'));

test('what is typed on a receipt without network is kept as one, and sent under one id when it is back: the line, then the correction', async () => {
	const here = services();
	here.network = false;
	saveReceiptSoon('r', 'c', 'p', { fields: { total: 100 } }, 3);
	saveReceiptSoon('r', 'c', 'p', { fields: { total: 200, date: '2026-03-10' } }, 3);
	saveReceiptSoon('r', 'c', 'p', { line: { purpose: 'Möte' } }, 3);
	await allSent();
	expect(unsentOn('r')).toMatchObject({ body: { fields: { total: 200, date: '2026-03-10' }, line: { purpose: 'Möte' } }, problem: { code: 'no-contact' } });
	here.network = true;
	sendDraftsNow();
	await allSent();
	expect(unsentOn('r')).toBeUndefined();
	expect(here.sent.find(([method, path]) => method === 'PUT' && path.endsWith('/lines/l'))?.[2]).toMatchObject({ purpose: 'Möte', base_version: 4 });
	expect(corrections(here.sent).at(-1)?.[2]).toMatchObject({ fields: { total: 200, date: '2026-03-10' } });
	expect(here.sent.at(-1)).toEqual(corrections(here.sent).at(-1));
});

test('a correction that may have arrived goes again under its own id before what was typed after it', async () => {
	const here = services();
	here.network = false;
	saveReceiptSoon('r', 'c', 'p', { fields: { total: 100 } }, 3);
	await allSent();
	saveReceiptSoon('r', 'c', 'p', { fields: { total: 200 } }, 3);
	const first = unsentOn('r')?.underway?.correction;
	here.network = true;
	sendDraftsNow();
	await allSent();
	expect(corrections(here.sent).map(([, path, body]) => [path.endsWith(`/${first}`), body?.base_version])).toEqual([[true, 3], [false, 4]]);
});

test('a line that the service changed meanwhile is changed on top of that', async () => {
	const { sent } = services({ changes: 1 });
	saveReceiptSoon('r', 'c', 'p', { line: { purpose: 'Möte' } }, 3);
	await allSent();
	expect(sent.map(([method]) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
	expect(unsentOn('r')).toBeUndefined();
});
