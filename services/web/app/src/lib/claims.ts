/** How a claim is named and where it is opened. */
import Car from '@lucide/svelte/icons/car';
import Receipt from '@lucide/svelte/icons/receipt';
import TrainFront from '@lucide/svelte/icons/train-front';
import type { Claim, ClaimKind, ClaimLine, ClaimSummary, DateText, Id, Line } from '#lib/api/types.ts';
import type { Glyph } from '#lib/components/Icon.svelte';
import type { SlipLine } from '#lib/components/Slip.svelte';
import { knows, say, shortDate, show, t } from '#lib/language.svelte.ts';
import type { Text } from '#lib/texts.ts';

export const KIND_ICON: Record<ClaimKind, Glyph> = { expense: Receipt as Glyph, trip: TrainFront as Glyph, drives: Car as Glyph };

export const titleOf = (claim: { title: string; kind: ClaimKind }): string => claim.title || t(`app.claim.untitled.${claim.kind}`);

/** “6 okt” or “6–7 okt”: the days a claim is about, short. */
export function daysShort(first: DateText | null, last: DateText | null): string {
	if (!first) return '';
	const day = (date: DateText) => shortDate(date).split(' ').slice(1).join(' ');
	if (!last || last === first) return day(first);
	const [one, ...month] = day(first).split(/\s/);
	return day(last).split(/\s/).slice(1).join() === month.join() ? `${one}–${day(last)}` : `${day(first)} – ${day(last)}`;
}

export const FIELDS_OF_EXPENSE: Readonly<Record<string, string>> = { amount: 'amount_ore', private: 'amount_ore', purpose: 'purpose', receipt: 'receipt_id' };
export const FIELDS_OF_DRIVE: Readonly<Record<string, string>> = { amount: 'distance_hm', distance: 'distance_hm', purpose: 'purpose' };

/** The field that a reason is about, where the line has one: what a day or an agreement gives has none. */
export function fieldAsked(line: Pick<ClaimLine, 'type' | 'distance_hm'>, reason: string): string | undefined {
	if (line.distance_hm !== null) return FIELDS_OF_DRIVE[reason];
	return WORKED_OUT.test(line.type) ? undefined : FIELDS_OF_EXPENSE[reason];
}

/** A trip that was begun and left as it was: it is no draft to anybody yet, and the next trip goes on from it. */
export const isUntouchedTrip = (claim: Pick<ClaimSummary, 'kind' | 'state' | 'title' | 'first_date' | 'receipt_ids'>): boolean =>
	claim.kind === 'trip' && claim.state === 'draft' && !claim.title && !claim.first_date && claim.receipt_ids.length === 0;

const PAY_STEPS = new Set(['ahead.pay', 'ahead.deduct']);
const DECIDED = new Set(['approved', 'exported']);
const payStep = ({ ahead }: Pick<ClaimSummary, 'ahead'>): Text | undefined => ahead.find((one) => PAY_STEPS.has(one.text.id))?.text;

/** What is next with it: of one that is approved, when it is paid. */
export const nextOf = (claim: Pick<ClaimSummary, 'state' | 'ahead'>): Text | undefined =>
	(DECIDED.has(claim.state) ? payStep(claim) : undefined) ?? claim.ahead[0]?.text;

/** The pay day of all of them, where they have one and each is approved: only then may it be promised for their sum. */
export function commonPayDay(claims: readonly Pick<ClaimSummary, 'state' | 'ahead' | 'pay_ore'>[]): string | undefined {
	const days = new Set(claims.filter((one) => one.pay_ore !== 0).map((one) => (DECIDED.has(one.state) ? payStep(one)?.parameters?.date : undefined)));
	const [day] = days;
	return days.size === 1 && typeof day === 'string' ? day : undefined;
}

/** The page on which a claim is worked on or followed. */
export function addressOf(claim: ClaimSummary): string {
	if (claim.state === 'returned') return `/claims/${claim.id}/mend`; // its rows say where
	if (claim.state !== 'draft') return `/claims/${claim.id}`;
	if (claim.kind === 'trip') return `/trips/${claim.id}`;
	const [receipt, ...more] = claim.receipt_ids;
	return receipt && more.length === 0 && claim.kind === 'expense' ? `/receipts/${receipt}` : `/claims/${claim.id}/review`;
}

/** “Taxi” of “Taxi, Taxi Kurir”, and the other half. */
export const kindOf = ({ title }: Pick<ClaimLine, 'title'>): string => {
	const kind = title.parameters.kind;
	return typeof kind === 'string' && knows(kind) ? say({ id: kind, parameters: {} }) : say(title);
};
export const merchantOf = ({ title }: Pick<ClaimLine, 'title'>): string => String(title.parameters.merchant ?? '') || say(title);

export const vatOf = (lines: readonly Pick<ClaimLine, 'vat'>[]): number =>
	lines.flatMap((line) => line.vat).reduce((sum, row) => sum + row.vat_ore, 0);

/** A finding in words for whoever decides; the check's own text speaks to the person who made the claim. */
export function deviationText(text: Text): string {
	const name = text.id.replace(/^check\./, '');
	const id = [name, name.split('.')[0]].map((one) => `app.deviation.${one}`).find(knows);
	return say(id ? { id, parameters: text.parameters } : text);
}

/** Amounts that a day or a night of a trip gives by itself say which day, and drives: the same way is driven on many. */
const WORKED_OUT = /^(per_diem|night_allowance|meal_benefit|mileage)_/;

export function amountTitle(line: Pick<ClaimLine, 'type' | 'title' | 'date'>): string {
	const day = shortDate(line.date).split(' ').slice(1).join(' ');
	return WORKED_OUT.test(line.type) ? t('app.line.of-day', { what: say(line.title), day }) : say(line.title);
}

/** A step ahead that stands on the timeline too: as “sent to”, or as “nobody yet”. */
const SAYS_THE_SAME: Readonly<Record<string, string>> = { 'ahead.decide': 'timeline.assigned', 'ahead.no-approver': 'timeline.no-approver' };

/** What has happened, without its last step where what is now says the same. */
export function happened(claim: Pick<Claim, 'timeline' | 'ahead'>): Claim['timeline'] {
	const said = SAYS_THE_SAME[claim.ahead[0]?.text.id ?? ''];
	return claim.timeline.at(-1)?.text.id === said ? claim.timeline.slice(0, -1) : claim.timeline;
}

/** What is paid: a meal that payroll values as a benefit is told where the day is explained, it has no amount here. */
export const paid = <Line extends Pick<ClaimLine, 'amount_ore'>>(lines: readonly Line[]): Line[] => lines.filter((line) => line.amount_ore !== 0);

/** What is paid for drives: the way itself, and beside it what an agreement gives above the tax-free rate. */
const isMileage = ({ type }: Pick<ClaimLine, 'type'>): boolean => type.startsWith('mileage_');
/** The drives among the lines. */
export const drivesOf = <Driven extends Pick<ClaimLine, 'distance_hm'>>(lines: readonly Driven[]): Driven[] => lines.filter((line) => line.distance_hm !== null);
/** More drives than these are one line of a slip. */
const DRIVES_ON_SLIP = 3;

export const drivesTogether = (drives: readonly Pick<ClaimLine, 'distance_hm'>[]): string =>
	t('app.lines.drives-and-km', { lines: t('app.lines.drives', { count: drives.length }), distance: drives.reduce((hm, line) => hm + (line.distance_hm ?? 0), 0) });

/** “8 drives”, “2 receipts”, or lines of several sorts. */
export function countOf(lines: readonly { distance_hm: number | null; evidence: unknown }[]): string {
	const sort = lines.every((line) => line.distance_hm !== null) ? 'drives' : lines.every((line) => line.evidence) ? 'receipts' : 'lines';
	return t(`app.lines.${sort}`, { count: lines.length });
}

/** The lines of a slip, each of which says why, many drives in one; `person` is whose they are when somebody else reads. */
export function slipLines(lines: readonly ClaimLine[], person?: string): SlipLine[] {
	const slipLine = (what: string, of: readonly ClaimLine[], isSum = false): SlipLine => ({
		what, amount: show('money', sumOf(of)), why: { title: what, lines: of, person, isSum }
	});
	const drives = drivesOf(paid(lines));
	const together = drives.length > DRIVES_ON_SLIP ? paid(lines).filter(isMileage) : [];
	const rest = paid(lines).filter((line) => !together.includes(line));
	return [...(together.length ? [slipLine(drivesTogether(drives), together, true)] : []), ...rest.map((line) => slipLine(amountTitle(line), [line]))];
}

const sumOf = (lines: readonly Pick<ClaimLine, 'amount_ore'>[]): number => lines.reduce((ore, line) => ore + line.amount_ore, 0);

/** Their sum, which says what it is made of. */
export const slipTotal = (what: string, amount_ore: number, lines: readonly ClaimLine[], person?: string): SlipLine => ({
	what, amount: show('money', amount_ore), why: { title: what, lines: paid(lines), person, isSum: true }
});

/** What a line that was filled in gives: its own amount, and those that follow from it, such as what is taxed. */
export function amountsOf(claim: Pick<Claim, 'amounts' | 'lines'>, line: Id): ClaimLine[] {
	const idsOf = (one: Line) => [one.id, ...(one.kind === 'expense' ? one.parts.map((part) => part.id) : [])];
	const own = claim.lines.find((one) => one.id === line);
	const ids = new Set(own ? idsOf(own) : [line]);
	const others = new Set(claim.lines.flatMap((one) => (one.id === line ? [] : idsOf(one))));
	const first = claim.amounts.findIndex((one) => ids.has(one.id));
	if (first < 0) return [];
	const next = claim.amounts.findIndex((one, at) => at > first && others.has(one.id));
	return claim.amounts.slice(first, next < 0 ? undefined : next);
}

/** What is paid of each receipt, together: a receipt that is divided has several amounts. */
export function byReceipt(lines: readonly ClaimLine[]): ClaimLine[][] {
	const receipts = new Map<Id, ClaimLine[]>();
	for (const line of lines) if (line.evidence) receipts.set(line.evidence.receipt_id, [...(receipts.get(line.evidence.receipt_id) ?? []), line]);
	return [...receipts.values()];
}

/** “Amina” of “Amina Hassan”. */
export const givenName = (name: string): string => name.split(' ')[0] ?? name;
