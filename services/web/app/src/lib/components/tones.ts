/** What a colour means. Each goes with its icon and a word, never alone. */
import Check from '@lucide/svelte/icons/check';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Info from '@lucide/svelte/icons/info';
import OctagonAlert from '@lucide/svelte/icons/octagon-alert';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';

export type Tone = 'ok' | 'info' | 'warn' | 'stop';
export const NOTE_ICON = { ok: CircleCheck, info: Info, warn: TriangleAlert, stop: OctagonAlert };
export const PILL_ICON = { ...NOTE_ICON, ok: Check };
