/** The field of the page that is being changed, of which there is one at a time. What is typed in it is never lost. */

interface Edit {
	/** Keep what stands there and close it; false when it does not do, and the person is then led to it. */
	readonly keep: () => boolean;
	/** What stands there was tried and does not do. */
	readonly wrong: () => boolean;
}
let edit = $state.raw<Edit>();

/** A field has been opened; call what is given back when it is closed. */
export function opened(now: Edit): () => void {
	edit = now;
	return () => {
		if (edit === now) edit = undefined;
	};
}

/** Before anything else is done: keep what is being typed. False when that cannot be done. */
export const keepOpenEdit = (): boolean => edit?.keep() ?? true;
export const openEditIsWrong = (): boolean => edit?.wrong() ?? false;
