/** The one-tap mends of findings: each is an ordinary write, or leads to the place where it is done. */
import { get } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { claim as claimPath, receipt as receiptPath } from '#lib/api/paths.ts';
import type { Claim, DayMeals, Drive, Expense, Finding, Known, Meal, Night, Receipt, Trip } from '#lib/api/types.ts';
import { changed, copied, openClaim, removeLine, saveLine, saveTrip } from '#lib/data/drafts.ts';
import { t } from '#lib/language.svelte.ts';
import { asLastTime, type UsualTrip } from '#lib/meals.ts';
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

export const MEALS: readonly Meal[] = ['breakfast', 'lunch', 'dinner'];

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
	const at = (field: string) => `/claims/${claim.id}/mend/${line.id}/${field}`;
	const remove: Mend = { id: 'remove-line', run: () => removeLine(claim.id, line) };
	switch (finding.mend) {
		case 'open-camera':
		case 'lost-receipt':
			return [
				{ id: 'open-camera', href: `/capture?claim=${claim.id}&line=${line.id}` },
				{ id: 'lost-receipt', href: at('lost_receipt_reason') }
			];
		case 'accept-value':
			return line.kind === 'expense' && line.receipt_id ? [{ id: 'accept-value', run: () => acceptRead(claim, line.receipt_id!) }] : [];
		case 'edit-date':
			return [{ id: 'edit-date', href: at('date') }];
		case 'move-out-of-trip':
			return line.kind === 'expense' ? [{ id: 'move-out-of-trip', run: () => moveOut(claim, line) }, remove] : [remove];
		case 'remove-line':
			return [remove];
		case 'remove-or-another':
			return line.kind === 'expense' ? [remove, { id: 'is-another', run: () => saveLine(claim.id, line.id, changed(line, { is_another: true })) }] : [remove];
		case 'use-calculated-vat':
			return line.kind === 'expense' ? [{ id: 'use-calculated-vat', run: () => saveLine(claim.id, line.id, changed(line, { vat: calculatedVat(line) })) }] : [];
		case 'use-employers-card':
			return line.kind === 'expense' ? [{ id: 'use-employers-card', run: () => saveLine(claim.id, line.id, changed(line, { paid_with: 'employer_card' })) }] : [];
		case 'make-representation':
			return line.kind === 'expense' ? [{ id: 'make-representation', run: () => makeRepresentation(claim, line) }, remove] : [];
		case 'who-took-part':
			return finding.field === 'representation' ? [{ id: 'who-took-part', href: `/claims/${claim.id}/representation/${line.id}` }] : [];
		case 'use-rate':
			return line.kind === 'expense' ? [{ id: 'use-rate', run: () => saveLine(claim.id, line.id, changed(line, { exchange: offeredRate(finding), amount_ore: null })) }, { id: 'type-kronor', href: at('amount_ore') }] : [];
		case 'difference-on-last-part': {
			const parts = line.kind === 'expense' && line.amount_ore !== null ? addedUp(line.parts, line.amount_ore) : undefined;
			const split: Mend[] = line.kind === 'expense' && line.receipt_id ? [{ id: 'split', href: `/receipts/${line.receipt_id}` }] : [];
			return parts ? [{ id: 'difference-on-last-part', run: () => saveLine(claim.id, line.id, changed(line as Expense, { parts })) }, ...split] : split;
		}
		case 'take-off-private': {
			const privateOre = Number(finding.text.parameters.private);
			return line.kind === 'expense' && line.amount_ore !== null ? [{ id: 'take-off-private', run: () => saveLine(claim.id, line.id, changed(line, { parts: withoutPrivate(line.amount_ore!, privateOre) })) }] : [];
		}
		case 'use-usual-coding':
			return line.kind === 'expense' ? [{ id: 'use-usual-coding', run: () => saveLine(claim.id, line.id, changed(line, { coding: {} })) }] : [];
		case 'use-usual-vehicle': {
			const vehicle = known?.employments.find((one) => one.id === claim.employment_id)?.vehicle;
			return line.kind === 'drive' && vehicle ? [{ id: 'use-usual-vehicle', run: () => saveLine(claim.id, line.id, changed(line, { vehicle })) }] : [];
		}
		case 'mark-private':
			return line.kind === 'drive' ? [{ id: 'mark-private', run: () => saveLine(claim.id, line.id, changed(line, { is_private: true })) }] : [];
		case 'use-usual-distance': {
			const usual = Number(finding.text.parameters.usual);
			return line.kind === 'drive' ? [{ id: 'use-usual-distance', name: t('app.mend.use-usual-distance', { usual }), run: () => saveLine(claim.id, line.id, changed(line, { distance_hm: usual })) }] : [];
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
			return [
				{ id: 'lodging-employer', run: save({ nights: withNight(trip.nights, date, 'employer') }) },
				{ id: 'lodging-receipt', run: save({ nights: withNight(trip.nights, date, 'employee_receipt') }) },
				{ id: 'lodging-private', run: save({ nights: withNight(trip.nights, date, 'private') }) }
			];
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

export function withMeals(meals: readonly DayMeals[], date: string, answers: Partial<DayMeals>): DayMeals[] {
	const day = meals.find((one) => one.date === date) ?? { date, breakfast: null, lunch: null, dinner: null };
	return [...meals.filter((one) => one.date !== date), { ...day, ...answers }].sort((a, b) => a.date.localeCompare(b.date));
}

export function withNight(nights: readonly Night[], night_of: string, paid_by: Night['paid_by']): Night[] {
	return [...nights.filter((one) => one.night_of !== night_of), { night_of, paid_by }].sort((a, b) => a.night_of.localeCompare(b.night_of));
}

/**
 * VAT inside what each rate was charged on, half up; of one rate that is the total. Where several are together more than the
 * total, the largest gives way.
 */
export function calculatedVat(line: Pick<Expense, 'amount_ore' | 'vat'>): Expense['vat'] {
	const { vat: rows, amount_ore: total } = line;
	if (!rows.length || total === null) return rows;
	if (total < 0) return mirrored(calculatedVat({ amount_ore: -total, vat: mirrored(rows) }));
	const gross = rows.length > 1 ? rows.map((row) => row.net_ore + row.vat_ore) : [total];
	const over = gross.reduce((sum, one) => sum + one, 0) - total;
	const largest = gross.indexOf(Math.max(...gross));
	if (over > 0) gross[largest] = Math.max(0, (gross[largest] ?? 0) - over);
	return rows.map((row, place) => {
		const of = gross[place] ?? 0;
		const vat = Math.floor((2 * of * row.rate + 100 + row.rate) / (2 * (100 + row.rate)));
		return { rate: row.rate, vat_ore: vat, net_ore: of - vat };
	});
}

/** Of a refund: as of what was bought, with the other sign. */
const mirrored = (rows: Expense['vat']): Expense['vat'] => rows.map((row) => ({ rate: row.rate, net_ore: -Math.abs(row.net_ore), vat_ore: -Math.abs(row.vat_ore) }));

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

/** Which meal a receipt is for: by its time, else the last one of the day that nobody gave. */
export function mealOf(time: string | null | undefined, day: DayMeals | undefined): Meal {
	if (time) return time < '10' ? 'breakfast' : time < '15' ? 'lunch' : 'dinner';
	return MEALS.findLast((meal) => [undefined, null, 'none', 'own'].includes(day?.[meal])) ?? 'dinner';
}

async function acceptRead(claim: Claim, receiptId: string): Promise<Claim> {
	await confirm(await get<Receipt>(receiptPath(receiptId)));
	return get<Claim>(claimPath(claim.id));
}

/** The line becomes an expense of its own; the trip is left without it. */
async function moveOut(claim: Claim, line: Expense): Promise<Claim> {
	const own = newId();
	await openClaim(own, claim.employment_id, 'expense');
	await saveLine(own, newId(), copied(line));
	return removeLine(claim.id, line);
}
