/** A picture on its way: what is kept of it on the phone, and what the screens see. */
import type { Problem } from '#lib/api/client.ts';
import type { ExpenseDraft, Id } from '#lib/api/types.ts';

/** Where the picture's line goes. */
export interface Destination {
	claim: Id;
	/** The draft is to be made first, for this employment. */
	employment?: Id;
	/** The line that gets the picture; absent for a new one. */
	line?: { id: Id; draft: ExpenseDraft };
	/** The receipt that the picture is taken instead of; it is thrown away once the line has the new one. */
	insteadOf?: Id;
}

export interface KeptFile {
	id: Id;
	person: Id;
	name: string;
	type: string;
	blob: Blob;
	addedAt: string;
	bulk?: boolean;
}
export interface KeptReceipt extends KeptFile {
	claim: Id;
	employment?: Id;
	line: Id;
	draft: ExpenseDraft;
	insteadOf?: Id;
}
/** A further picture of a receipt that the server has: the rest of a long one, or its back. */
export interface KeptPage extends KeptFile {
	pageOf: Id;
	claim?: Id;
}
export type Kept = KeptReceipt | KeptPage;

export interface Waiting {
	id: Id;
	claim?: Id;
	/** The server has not heard of that claim yet. */
	opens?: boolean;
	/** The receipt that it is a further picture of. */
	pageOf?: Id;
	addedAt: string;
	/** The file's own name. */
	name: string;
	/** Address of the picture on this phone; a file that is no picture has none. */
	url?: string;
	/** 0 to 1 of the bytes sent. */
	progress: number;
	/** Why it waits, or why it was refused. */
	problem?: Problem;
}
