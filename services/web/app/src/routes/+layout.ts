import { preferredLanguage, speak } from '#lib/language.svelte.ts';
import { loadSession } from '#lib/session.svelte.ts';
import { applyTheme } from '#lib/theme.svelte.ts';

/** The whole app runs in the browser; the server only hands out files. */
export const ssr = false;

export async function load(): Promise<void> {
	applyTheme();
	await Promise.all([speak(preferredLanguage()), loadSession()]);
}
