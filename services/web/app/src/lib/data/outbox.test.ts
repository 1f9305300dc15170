import { expect, test } from 'vitest';
import { NO_CONTACT, Problem } from '#lib/api/client.ts';
import { isRefused, Outbox, type Write } from './outbox.ts';

/** The server's side of one draft: a write on top of an older version is refused, the same again is answered again. */
class Server {
	version = 0;
	holds: unknown;
	readonly seen: [unknown, number][] = [];

	put(body: unknown, base: number): number {
		this.seen.push([body, base]);
		if (this.holds === body) return this.version;
		if (base !== this.version) throw new Problem('version-outdated', 409, { id: 'problem.version-outdated' });
		this.holds = body;
		return ++this.version;
	}
}

function phone(send: (body: unknown, base: number) => number) {
	const kept = new Map<string, Write>();
	let writes: readonly Write[] = [];
	const outbox = new Outbox<Write, number>({
		send: async (one, body) => {
			await Promise.resolve();
			return send(body, one.base);
		},
		versionOf: (version) => version,
		keep: (one) => kept.set(one.path, one),
		erase: (path) => kept.delete(path),
		changed: (now) => (writes = now),
		answered: () => {}
	});
	const type = (body: string, base = 0) => outbox.save({ path: '/trip', claim: 'a', body, base });
	return { outbox, kept, type, writes: () => writes };
}

test('what is typed while a write is on its way is sent next, only the latest, on top of the version before', async () => {
	const server = new Server();
	const { outbox, kept, type } = phone((body, base) => server.put(body, base));
	for (const typed of ['G', 'Gö', 'Göteborg']) type(typed);
	await outbox.idle();
	expect(server.seen).toEqual([['G', 0], ['Göteborg', 1]]);
	expect(kept.size).toBe(0);
});

test('what finds no network is kept, and sent when it is back', async () => {
	const server = new Server();
	let network = false;
	const { outbox, kept, type, writes } = phone((body, base) => {
		if (!network) throw NO_CONTACT;
		return server.put(body, base);
	});
	type('Göteborg');
	await outbox.idle();
	expect(kept.get('/trip')?.body).toBe('Göteborg');
	expect(isRefused(writes()[0]!)).toBe(false);
	network = true;
	outbox.now();
	await outbox.idle();
	expect(server.holds).toBe('Göteborg');
	expect(kept.size).toBe(0);
});

test('a write whose answer was lost goes again before what was typed after it, and is no conflict', async () => {
	const server = new Server();
	let lost = true;
	const { outbox, type, writes } = phone((body, base) => {
		const version = server.put(body, base);
		if (lost) throw NO_CONTACT;
		return version;
	});
	type('Gö');
	await outbox.idle();
	lost = false;
	type('Göteborg');
	await outbox.idle();
	expect(server.seen).toEqual([['Gö', 0], ['Gö', 0], ['Göteborg', 1]]);
	expect(writes()).toEqual([]);
});

test('what another place changed is told, and kept until the person sends it on top of that or lets go of it', async () => {
	const server = new Server();
	server.put('Malmö', 0);
	const { outbox, kept, type, writes } = phone((body, base) => server.put(body, base));
	type('Göteborg', 0);
	await outbox.idle();
	expect(writes().map(isRefused)).toEqual([true]);
	expect(kept.get('/trip')?.body).toBe('Göteborg');
	type('Göteborg', 1);
	await outbox.idle();
	expect(server.holds).toBe('Göteborg');
	expect(writes()).toEqual([]);
});

test('what an earlier visit left is sent first', async () => {
	const seen: unknown[] = [];
	const { outbox } = phone((body) => (seen.push(body), 1));
	outbox.resume([{ path: '/claim', claim: 'a', body: 'opened', base: 0 }, { path: '/trip', claim: 'a', body: 'told', base: 0 }]);
	await outbox.idle();
	expect(seen).toEqual(['opened', 'told']);
});
