/** Which nights of a trip a hotel's bill is for. */
import type { ExpenseLine } from './draft.ts';
import type { DateText } from './time.ts';

const HOTEL = 'hotel';

/**
 * Each of these nights (by the date on which it begins) that a bill of a day `during` the trip covers, and which. A bill covers as
 * many nights before its date as it tells, then those after; one that does not tell how many covers all that are left.
 */
export function billsOfNights(lines: readonly ExpenseLine[], during: ReadonlySet<DateText>, nights: readonly DateText[]): Map<DateText, ExpenseLine> {
	const paid = lines.filter(({ amount_ore }) => amount_ore === null || amount_ore >= 0); // what was paid back was not slept in
	const bills = paid.flatMap((line) => (line.expense_kind === HOTEL && line.date !== null && during.has(line.date) ? [{ line, date: line.date, count: line.hotel_nights ?? undefined }] : []));
	bills.sort((a, b) => Number(a.count === undefined) - Number(b.count === undefined) || (a.date < b.date ? -1 : Number(a.date > b.date)));
	const covered = new Map<DateText, ExpenseLine>();
	for (const { line, date, count } of bills) {
		const left = nights.filter((night) => !covered.has(night));
		const before = left.filter((night) => night < date);
		const nearest = [...before.reverse(), ...left.slice(before.length)];
		for (const night of nearest.slice(0, count)) covered.set(night, line);
	}
	return covered;
}
