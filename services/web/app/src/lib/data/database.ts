/** The phone's own store (IndexedDB): the latest answers by address, and pictures and drafts until the server has them. */
const NAME = 'kvittera';
const VERSION = 2;
const STORES = ['answers', 'pictures', 'drafts'] as const;
type Store = (typeof STORES)[number];

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
	opening ??= new Promise((resolve, reject) => {
		const request = indexedDB.open(NAME, VERSION);
		request.onupgradeneeded = () => {
			for (const store of STORES) if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
		};
		request.onsuccess = () => {
			request.result.onversionchange = () => request.result.close(); // a newer window of the app is waiting
			resolve(request.result);
		};
		request.onerror = () => reject(request.error);
	});
	return opening;
}

async function within<Result>(store: Store, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
	const transaction = (await open()).transaction(store, mode, { durability: 'strict' });
	const request = work(transaction.objectStore(store));
	if (mode === 'readwrite') transaction.commit(); // also when the page is closed right now
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve(request.result);
		transaction.onerror = transaction.onabort = () => reject(transaction.error);
	});
}

export const read = <Value>(store: Store, key: string) => within<Value | undefined>(store, 'readonly', (rows) => rows.get(key));
export const readAll = <Value>(store: Store) => within<Value[]>(store, 'readonly', (rows) => rows.getAll());
export const write = (store: Store, key: string, value: unknown) => within(store, 'readwrite', (rows) => rows.put(value, key));
export const erase = (store: Store, key: string) => within(store, 'readwrite', (rows) => rows.delete(key));
export const eraseAll = (store: Store) => within(store, 'readwrite', (rows) => rows.clear());
