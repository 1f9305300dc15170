/**
 * The claim as it stands on this phone: the server's answer, and on top of it what is typed and not sent yet, worked out by
 * the app's own rules. Once the server has answered there is nothing on top, and its word is the one shown.
 */
import type { Claim, ClaimLine, Id, Line, NewClaim, Trip } from '#lib/api/types.ts';
import { amountsOf } from '#lib/claims.ts';
import type { Basis } from '#lib/data/rates.svelte.ts';
import type { Typed } from '#lib/data/unsent.svelte.ts';
import type { Amount } from '#rules/amount.ts';
import { worth, type Receipts } from '#rules/amounts.ts';
import type { Draft, DriveLine, ExpenseLine } from '#rules/draft.ts';
import type { Finding } from '#rules/checks/situation.ts';
import { check, FOUND_HERE, OF_EXPENSES_THERE } from '#rules/checks/table.ts';
import { sum } from '#rules/money.ts';
import { momentOf, type Moment } from '#rules/time.ts';

const moment = (): Moment => Date.now() * 1000;

/** `receipts`: what those say that are known here; of others the amounts are as the server said. */
export function claimHere(claim: Claim, unsent: readonly Typed[], basis: Basis | undefined, receipts: Receipts = new Map(), now = moment): Claim {
	if (!unsent.length) return claim;
	const told = { ...claim, trip: tripHere(claim.trip, unsent), lines: linesHere(claim.lines, unsent) };
	if (!basis) return told;
	const draft = draftOf(told);
	const worked = worth(draft, basis.agreement, basis.rates, receipts);
	const amounts = inOrder(told, worked.amounts.map(asLine));
	const drives_elsewhere = basis.driven.filter((one) => one.claim_id !== claim.id);
	const own = check({ ...basis, draft, worth: worked, asked_at: now(), drives_elsewhere });
	const total_ore = sum(amounts.map((one) => one.amount_ore));
	return {
		...told,
		amounts,
		remarks: [...worked.remarks],
		findings: findingsHere(claim, told, own),
		total_ore,
		settlement: { ...claim.settlement, pay_ore: claim.settlement.pay_ore + total_ore - claim.total_ore },
		tax_free_ore: sum(amounts.map((one) => one.tax_free_ore)),
		taxable_ore: sum(amounts.map((one) => one.taxable_ore))
	};
}

/** A claim that was begun on this phone and that the server has not heard of. */
export const blankClaim = (id: Id, { employment_id, kind }: NewClaim): Claim => ({
	id, employment_id, kind, number: null, title: '', state: 'draft', version: 0, editable: true, trip: null, lines: [], amounts: [],
	remarks: [], findings: [], total_ore: 0, tax_free_ore: 0, taxable_ore: 0, settlement: { employers_ore: 0, private_ore: 0, advances: [], pay_ore: 0 }, approver_name: null, pay_day: null, timeline: [],
	ahead: [], returned: null, receipt_versions: {}, rates_version: null
});

/** What the server has to look at again once the person has changed it. */
const LOOKED_AT: Readonly<Record<string, readonly (keyof Trip)[]>> = {
	'trip-overlap': ['start', 'end'],
	'three-months': ['start', 'end', 'destination', 'over_50_km', 'assignment']
};

/** What the phone finds, with the words that answer it, and what only the server can find. */
function findingsHere(before: Claim, told: Claim, own: readonly Finding[]): Claim['findings'] {
	const expenses = new Set(told.lines.filter((line) => line.kind === 'expense').map((line) => line.id));
	const isAsSeen = (field: keyof Trip) => JSON.stringify(before.trip?.[field]) === JSON.stringify(told.trip?.[field]);
	const isTheServers = ({ check, line_id }: Finding) => !FOUND_HERE.has(check) || (OF_EXPENSES_THERE.has(check) && expenses.has(line_id ?? ''));
	const ofServer = before.findings.filter((one) => isTheServers(one) && (LOOKED_AT[one.check]?.every(isAsSeen) ?? true));
	const answerTo = ({ check, field }: Finding) => before.findings.find((one) => one.check === check && one.field === field)?.reason ?? null;
	const ofPhone = own.filter((one) => !(OF_EXPENSES_THERE.has(one.check) && expenses.has(one.line_id ?? '')));
	return [...ofPhone.map((one) => ({ ...one, reason: answerTo(one) })), ...ofServer];
}

function tripHere(trip: Claim['trip'], unsent: readonly Typed[]): Claim['trip'] {
	const typed = unsent.find((one) => one.what === 'trip');
	const version = trip?.version ?? 0;
	return typed ? { ...typed.body, version, base_version: version } : trip;
}

function linesHere(lines: readonly Line[], unsent: readonly Typed[]): Line[] {
	const here = [...lines];
	for (const one of unsent) {
		if (one.what !== 'line') continue;
		const at = here.findIndex((line) => line.id === one.line);
		const line = { ...one.body, id: one.line, version: here[at]?.version ?? 0 } as Line;
		if (at < 0) here.push(line);
		else here[at] = line;
	}
	return here;
}

/** What the rules need of it. */
export const draftOf = ({ kind, trip, lines }: Pick<Claim, 'kind' | 'trip' | 'lines'>): Draft => ({
	kind,
	trip: trip && planOf(trip),
	lines: lines as readonly (ExpenseLine | DriveLine)[]
});

const planOf = (trip: Trip): NonNullable<Draft['trip']> => ({
	...trip,
	start: trip.start === null ? null : momentOf(trip.start),
	end: trip.end === null ? null : momentOf(trip.end),
	stays: trip.stays.map((stay) => ({ ...stay, start: momentOf(stay.start), end: momentOf(stay.end) }))
});

/** As the server tells an amount; what it is booked on is the server's to say. */
const asLine = (amount: Amount): ClaimLine => ({
	...amount, vat: [...amount.vat], representation: amount.representation && { ...amount.representation, participants: [...amount.representation.participants] },
	paid_with: amount.is_employers ? 'employer_card' : 'own', evidence: null, dimensions: {}, dimension_names: {}, reverses: null
});

/** The ids of a line's amounts, as the rules here name them. */
const idsOf = (line: Line): ReadonlySet<string> => new Set([line.id, `mileage_taxable:${line.id}`, ...partsOf(line).flatMap((part) => [part, `representation_rest:${part}`])]);
const partsOf = (line: Line): string[] => [line.id, ...(line.kind === 'expense' ? line.parts.map((part) => part.id) : [])];

/** Those of the trip, then those of the lines as they came. An expense that was not worked out here has what the server last said of it. */
function inOrder({ lines, amounts }: Claim, own: readonly ClaimLine[]): ClaimLine[] {
	const workedHere = (line: Line) => own.filter((one) => idsOf(line).has(one.id));
	const ofLines = lines.flatMap((line) => (line.kind === 'drive' || workedHere(line).length ? workedHere(line) : amountsOf({ lines, amounts }, line.id)));
	return [...own.filter((one) => !ofLines.includes(one)), ...ofLines];
}
