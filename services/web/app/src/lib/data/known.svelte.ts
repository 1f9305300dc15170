/** What nearly every screen needs: what is known of the person, and the kinds of expense. Fetched once a visit. */
import { KINDS, KNOWN } from '#lib/api/paths.ts';
import type { Kind, Known } from '#lib/api/types.ts';
import { useQuery } from './query.svelte.ts';

export const useKnown = () => useQuery<Known>(() => KNOWN, 'person');
export const useKinds = () => useQuery<Kind[]>(() => KINDS);
