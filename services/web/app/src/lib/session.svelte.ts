/** Who is signed in, and as what the app is shown to somebody with several roles. */
import { get, post, Problem, remove } from '#lib/api/client.ts';
import { SESSION } from '#lib/api/paths.ts';
import type { Id, Session } from '#lib/api/types.ts';
import { eraseAll, read, write } from '#lib/data/database.ts';
import { startLive, stopLive } from '#lib/live.ts';

export type View = 'employee' | 'payroll' | 'audit';
const VIEW = 'kvittera.view';

/** `undefined` until asked, `null` when signed out. */
let current = $state.raw<Session | null>();
let problem = $state.raw<Problem>();
let chosenView = $state(localStorage.getItem(VIEW) as View | null);

export const session = {
	get current() {
		return current;
	},
	/** Why we do not know who is signed in. */
	get problem() {
		return problem;
	},
	/** The views that the person may choose between. */
	get views(): View[] {
		const views: View[] = [];
		if (current?.employments.length) views.push('employee');
		if (current?.roles.includes('payroll')) views.push('payroll');
		else if (current?.roles.includes('auditor')) views.push('audit');
		return views;
	},
	get view(): View {
		const wished = chosenView && session.views.includes(chosenView) ? chosenView : undefined;
		return wished ?? (session.payroll ? 'payroll' : (session.views[0] ?? 'employee'));
	},
	/** May seal, fetch and void; an auditor only looks. */
	get payroll() {
		return current?.roles.includes('payroll') ?? false;
	},
	get administrator() {
		return current?.roles.includes('administrator') ?? false;
	},
	get manager() {
		return current?.roles.includes('manager') ?? false;
	}
};

export async function loadSession(): Promise<void> {
	try {
		const answer = await get<Session | null>(SESSION);
		if (answer) enter(answer);
		else current = null;
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		problem = error;
		// Without network the app opens as the person who used it last; the services still ask who it is.
		const last = await read<Session>('answers', SESSION).catch(() => undefined);
		if (last) current = last;
	}
}

export async function signIn(person: Id): Promise<void> {
	enter(await post<Session>(SESSION, { person_id: person }));
}

export async function signOut(): Promise<void> {
	await remove(SESSION);
	await eraseAll('answers');
	localStorage.removeItem(VIEW);
	chosenView = null;
	leave();
}

/** The services no longer know us: sign in again, then the same page. */
export function leave(): void {
	current = null;
	stopLive();
}

export function showAs(view: View): void {
	localStorage.setItem(VIEW, view);
	chosenView = view;
}

function enter(answer: Session): void {
	current = answer;
	problem = undefined;
	void write('answers', SESSION, answer).catch(() => {});
	startLive();
}
