/** A claim that came back: what was asked, by whom, and where that is mended. */
import type { Claim, ClaimLine, Id, Line, Remark } from '#lib/api/types.ts';
import { amountsOf, FIELDS_OF_DRIVE, FIELDS_OF_EXPENSE } from '#lib/claims.ts';
import { inStockholm } from '#lib/texts.ts';
import { isDuring, isOfADay, isOfANight } from '#lib/trip.ts';

type OfClaim = Pick<Claim, 'id' | 'kind' | 'lines' | 'amounts' | 'trip'>;

/** It came back with a question about that line. */
export function isAskedAbout(claim: OfClaim & Pick<Claim, 'state' | 'returned'>, line: Id): boolean {
	const asked = askedOf(claim);
	return Boolean(asked && askedLine(claim, asked)?.id === line);
}

/** What is asked, while the claim waits for the person to mend it. */
export const askedOf = (claim: Pick<Claim, 'state' | 'returned'>): Remark | null => (claim.state === 'returned' ? claim.returned : null);

export const askedBy = (claim: Pick<Claim, 'timeline' | 'approver_name'>): string =>
	claim.timeline.findLast((step) => step.remark)?.by ?? claim.approver_name ?? '';

/** The amount that is asked about; nothing when it is the claim whole, or an amount that is there no longer. */
export const askedAmount = ({ amounts }: Pick<Claim, 'amounts'>, { line_id }: Pick<Remark, 'line_id'>): ClaimLine | undefined =>
	amounts.find((one) => one.id === line_id);

/** What the person filled in that is asked about: the amount may be a part of it, or what of it is taxed. */
export function askedLine(claim: OfClaim, remark: Remark): Line | undefined {
	const { line_id } = remark;
	if (!line_id) return onlyLine(claim, remark);
	const isIts = (line: Line) => line.id === line_id || (line.kind === 'expense' && line.parts.some((part) => part.id === line_id));
	return claim.lines.find(isIts) ?? claim.lines.find((line) => amountsOf(claim, line.id).some((one) => one.id === line_id));
}

/** The place where it can be mended, whatever row and reason were given. */
export function placeToMend(claim: OfClaim, remark: Remark): string {
	const amount = askedAmount(claim, remark);
	if (claim.trip && amount && isOfADay(amount)) return placeInTrip(claim, remark, `day-${amount.date}`);
	if (claim.trip && amount && isOfANight(amount)) return placeInTrip(claim, remark, `night-${amount.date}`);
	const line = askedLine(claim, remark);
	if (line) return placeOfLine(claim, line, remark);
	return claim.trip ? placeInTrip(claim, remark) : `/claims/${claim.id}/review`;
}

/** The claim whole means its line where there is but one; of a trip, where it is asked about something that only lines have. */
function onlyLine({ kind, lines }: OfClaim, { reason }: Remark): Line | undefined {
	if (kind !== 'trip') return lines.length === 1 ? lines[0] : undefined;
	const could = { receipt: 'expense', distance: 'drive' }[reason];
	const these = lines.filter((one) => one.kind === could);
	return these.length === 1 ? these[0] : undefined;
}

function placeInTrip({ id, trip }: OfClaim, { reason }: Remark, row?: string): string {
	const first = trip?.start ? `day-${inStockholm(trip.start).date}` : undefined;
	const at = (anchor: string | undefined) => (anchor ? `/trips/${id}#${anchor}` : `/trips/${id}`);
	switch (reason) {
		case 'purpose':
			return `/claims/${id}/mend/trip/purpose`;
		case 'distance':
			return at('distance');
		case 'receipt':
			return at(row ?? 'expenses');
		case 'meals':
			return at(row?.replace('night-', 'day-') ?? first);
		default:
			return at(row);
	}
}

function placeOfLine({ id, trip }: OfClaim, line: Line, remark: Remark): string {
	const ofReason = (line.kind === 'drive' ? FIELDS_OF_DRIVE : FIELDS_OF_EXPENSE)[remark.reason];
	const field = remark.field && remark.field in line ? remark.field : ofReason;
	if (field) return `/claims/${id}/mend/${line.id}/${field}`;
	if (trip && remark.reason === 'meals' && isDuring(line.date, trip)) return `/trips/${id}#day-${line.date}`;
	if (line.kind === 'drive') return `/drives/${line.id}?claim=${id}`;
	return line.receipt_id ? `/receipts/${line.receipt_id}` : `/claims/${id}/mend/${line.id}/amount_ore`;
}
