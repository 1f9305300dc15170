/** The one-tap mends of findings: each is an ordinary write, or leads to the place where it is done. */
import { get } from '#lib/api/client.ts';
import { claim as claimPath, receipt as receiptPath } from '#lib/api/paths.ts';
import type { Claim, Drive, Expense, Finding, Known, Receipt, Trip } from '#lib/api/types.ts';
import { changed, removeLine, saveLine, saveTrip } from '#lib/data/drafts.ts';
import { moveOut } from '#lib/data/moving.ts';
import { t } from '#lib/language.svelte.ts';
import { calculatedVat } from '#lib/calculated-vat.ts';
import { asLastTime, mealOf, withMeals, withNight, type UsualTrip } from '#lib/meals.ts';
import { offeredRate } from '#lib/money.ts';
import { usualPurposes } from '#lib/purposes.ts';
import { confirm } from '#lib/receipts.ts';
import { addedUp, withoutPrivate } from '#lib/split.ts';
import { tripDays } from '#lib/trip.ts';

export interface Mend {
	/** Its name is the text `app.mend.<id>`, unless `name` says it. */
	id: string;
	name?: string;
	/** Leads to a page … */
	href?: string;
	/** … or is done at once and gives the claim as it then stands. */
	run?: () => Promise<Claim>;
	/** A way beside the answer that is asked for. */
	quiet?: boolean;
}

/** Who paid for a night, and the mend that says so. */
const LODGING = [
	['lodging-employer', 'employer'],
	['lodging-receipt', 'employee_receipt'],
	['lodging-private', 'private']
] as const;

export function mendsOf(claim: Claim, finding: Finding, known?: Known): Mend[] {
	if (!claim.editable) return [];
	const line = claim.lines.find((one) => one.id === finding.line_id);
	const place = finding.field ? `/claims/${claim.id}/mend/${line?.id ?? 'trip'}/${finding.field.replace(/^trip\./, '')}` : undefined;
	const mends = line ? lineMends(claim, line, finding, known) : claim.trip ? tripMends(claim, claim.trip, finding, known) : [];
	const byHand = place && !mends.some((mend) => mend.href === place) && !finding.field?.match(/meals|nights|receipt_id|representation|parts|paid_with/);
	if (!byHand) return mends;
	const quiet = finding.level === 'warn'; // its answer is words
	return [...mends, { id: quiet && finding.field === 'date' ? 'edit-date' : 'by-hand', href: place, quiet }];
}

function lineMends(claim: Claim, line: Expense | Drive, finding: Finding, known?: Known): Mend[] {
	if (finding.mend === 'edit-date') return [{ id: 'edit-date', href: `/claims/${claim.id}/mend/${line.id}/date` }];
	if (finding.mend === 'remove-line') return [removal(claim, line)];
	return line.kind === 'drive' ? driveMends(claim, line, finding, known) : expenseMends(claim, line, finding);
}

const removal = (claim: Claim, line: Expense | Drive): Mend => ({ id: 'remove-line', run: () => removeLine(claim.id, line) });

function expenseMends(claim: Claim, line: Expense, finding: Finding): Mend[] {
	const at = (field: string) => `/claims/${claim.id}/mend/${line.id}/${field}`;
	const saving = (id: string, fields: Partial<Expense>): Mend => ({ id, run: () => saveLine(claim.id, line.id, changed(line, fields)) });
	const total = line.amount_ore;
	switch (finding.mend) {
		case 'open-camera':
		case 'lost-receipt':
			return [
				{ id: 'open-camera', href: `/capture?claim=${claim.id}&line=${line.id}` },
				{ id: 'lost-receipt', href: at('lost_receipt_reason') }
			];
		case 'accept-value':
			return line.receipt_id ? [{ id: 'accept-value', run: () => acceptRead(claim, line.receipt_id!) }] : [];
		case 'move-out-of-trip':
			return [{ id: 'move-out-of-trip', run: () => movedOut(claim, line) }, removal(claim, line)];
		case 'remove-or-another':
			return [removal(claim, line), saving('is-another', { is_another: true })];
		case 'use-calculated-vat':
			return [saving('use-calculated-vat', { vat: calculatedVat(line) })];
		case 'use-employers-card':
			return [saving('use-employers-card', { paid_with: 'employer_card' })];
		case 'make-representation':
			return [{ id: 'make-representation', run: () => makeRepresentation(claim, line) }, removal(claim, line)];
		case 'who-took-part':
			return finding.field === 'representation' ? [{ id: 'who-took-part', href: `/claims/${claim.id}/representation/${line.id}` }] : [];
		case 'use-rate':
			return [saving('use-rate', { exchange: offeredRate(finding), amount_ore: null }), { id: 'type-kronor', href: at('amount_ore') }];
		case 'difference-on-last-part': {
			const parts = total === null ? undefined : addedUp(line.parts, total);
			const split: Mend[] = line.receipt_id ? [{ id: 'split', href: `/receipts/${line.receipt_id}` }] : [];
			return parts ? [saving('difference-on-last-part', { parts }), ...split] : split;
		}
		case 'take-off-private':
			return total === null ? [] : [saving('take-off-private', { parts: withoutPrivate(total, Number(finding.text.parameters.private)) })];
		case 'use-usual-coding':
			return [saving('use-usual-coding', { coding: {} })];
		default:
			return [];
	}
}

function driveMends(claim: Claim, line: Drive, finding: Finding, known?: Known): Mend[] {
	const saving = (id: string, fields: Partial<Drive>, name?: string): Mend => ({ id, name, run: () => saveLine(claim.id, line.id, changed(line, fields)) });
	switch (finding.mend) {
		case 'use-usual-vehicle': {
			const vehicle = known?.employments.find((one) => one.id === claim.employment_id)?.vehicle;
			return vehicle ? [saving('use-usual-vehicle', { vehicle })] : [];
		}
		case 'mark-private':
			return [saving('mark-private', { is_private: true })];
		case 'use-usual-distance': {
			const usual = Number(finding.text.parameters.usual);
			return [saving('use-usual-distance', { distance_hm: usual }, t('app.mend.use-usual-distance', { usual }))];
		}
		default:
			return [];
	}
}

function tripMends(claim: Claim, trip: Trip, finding: Finding, known?: Known): Mend[] {
	const save = (fields: Partial<Trip>) => () => saveTrip(claim.id, tripDraft({ ...trip, ...fields }));
	const date = finding.field?.split('.').at(-1) ?? '';
	switch (finding.mend) {
		case 'purpose-from-earlier':
			return usualPurposes(known, 'trip').map((purpose) => ({ id: `purpose-${purpose}`, name: purpose, run: save({ purpose }) }));
		case 'swap-times':
			return [{ id: 'swap-times', run: save({ start: trip.end, end: trip.start }) }];
		case 'use-long-stay': {
			const { since, extension_days } = finding.text.parameters;
			const assignment = { since: String(since), extension_days: Number(extension_days) };
			return [{ id: 'use-long-stay', name: t('app.mend.use-long-stay', { since: assignment.since }), run: save({ assignment }) }];
		}
		case 'take-per-diem-off':
			return [{ id: 'take-per-diem-off', run: save({ over_50_km: false }) }];
		case 'open-other-trip': {
			const { claim: other, number } = finding.text.parameters;
			return [{ id: 'open-other-trip', href: number ? `/claims/${other}` : `/trips/${other}` }];
		}
		case 'no-meals':
			return [
				...(known?.trip ? [{ id: 'meals-as-last-time', run: save(mealsAsLastTime(trip, known.trip, date)) }] : []),
				{ id: 'no-meals', run: save({ meals: withMeals(trip.meals, date, { breakfast: 'none', lunch: 'none', dinner: 'none' }) }) },
				{ id: 'answer-meals', href: `/trips/${claim.id}#day-${date}` }
			];
		case 'hotel-breakfast':
			return [{ id: 'hotel-breakfast', run: save({ meals: withMeals(trip.meals, date, { breakfast: 'hotel_breakfast' }) }) }];
		case 'lodging-receipt':
		case 'lodging-employer':
		case 'lodging-private':
			return LODGING.filter(([, paidBy]) => paidBy !== trip.nights.find((night) => night.night_of === date)?.paid_by).map(
				([id, paidBy]) => ({ id, run: save({ nights: withNight(trip.nights, date, paidBy) }) })
			);
		default:
			return [];
	}
}

/** Only that day, as on the latest trip; the nights are asked about by themselves. */
function mealsAsLastTime(trip: Trip, usual: UsualTrip, date: string): Partial<Trip> {
	const proposed = asLastTime(tripDays({ amounts: [] }, trip), { ...usual, paid_by: null }).meals.find((day) => day.date === date);
	return proposed ? { meals: withMeals(trip.meals, date, proposed) } : {};
}

/** A trip as the service takes it, on top of the version that was seen. */
export function tripDraft({ version, ...trip }: Trip) {
	return { ...trip, base_version: version };
}

/** The meal of its day is representation then too, and lowers the per diem. */
async function makeRepresentation(claim: Claim, line: Expense): Promise<Claim> {
	const { trip } = claim;
	if (trip && line.date) {
		const time = line.receipt_id ? (await get<Receipt>(receiptPath(line.receipt_id))).fields.time : null;
		const meal = mealOf(time, trip.meals.find((day) => day.date === line.date));
		await saveTrip(claim.id, tripDraft({ ...trip, meals: withMeals(trip.meals, line.date, { [meal]: 'representation' }) }));
	}
	return saveLine(claim.id, line.id, changed(line, { expense_kind: 'representation_external' }));
}

async function acceptRead(claim: Claim, receiptId: string): Promise<Claim> {
	await confirm(await get<Receipt>(receiptPath(receiptId)));
	return get<Claim>(claimPath(claim.id));
}

/** The line becomes an expense of its own; the trip is left without it. */
async function movedOut(claim: Claim, line: Expense): Promise<Claim> {
	await moveOut(claim, line);
	return get<Claim>(claimPath(claim.id));
}
