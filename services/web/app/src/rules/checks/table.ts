/**
 * The checks that need only the draft, in the order of the server's table and with its ids, texts and mends. What needs
 * receipts, most of other claims or the coding plan only the server finds.
 */
import { text } from '../text.ts';
import * as drives from './drives.ts';
import * as expenses from './expenses.ts';
import * as representation from './representation.ts';
import type { Finding, Hit, Level, Situation } from './situation.ts';
import * as trips from './trips.ts';
import * as whole from './whole.ts';

interface Check {
	readonly id: string;
	readonly level: Level;
	readonly find: (situation: Situation) => Iterable<Hit>;
	readonly mend: string | null;
}
const of = (id: string, level: Level, find: Check['find'], mend: string | null = null): Check => ({ id, level, find, mend });

const CHECKS: readonly Check[] = [
	of('nothing-to-submit', 'stop', whole.nothingToSubmit),
	of('trip-destination-missing', 'stop', trips.destinationMissing),
	of('trip-purpose-missing', 'stop', trips.purposeMissing, 'purpose-from-earlier'),
	of('trip-time-missing', 'stop', trips.timeMissing),
	of('trip-end-before-start', 'stop', trips.endBeforeStart, 'swap-times'),
	of('trip-future', 'stop', trips.future),
	of('trip-old', 'warn', trips.tripOld),
	of('meals-not-answered', 'stop', trips.mealsNotAnswered, 'no-meals'),
	of('lodging-unknown', 'stop', trips.lodgingUnknown, 'lodging-receipt'),
	of('hotel-receipt-missing', 'warn', trips.hotelReceiptMissing, 'lodging-receipt'),
	of('hotel-breakfast', 'warn', trips.hotelBreakfast, 'hotel-breakfast'),
	of('within-50-km', 'warn', trips.within50Km, 'take-per-diem-off'),
	of('no-night', 'info', trips.noNight),
	of('meal-and-per-diem', 'warn', trips.mealAndPerDiem, 'make-representation'),
	of('receipt-lost', 'info', expenses.receiptLost),
	of('receipt-date-future', 'stop', expenses.receiptDateFuture, 'edit-date'),
	of('receipt-old', 'warn', expenses.receiptOld),
	of('receipt-outside-trip', 'warn', expenses.receiptOutsideTrip, 'move-out-of-trip'),
	of('vat-impossible', 'stop', expenses.vatImpossible, 'use-calculated-vat'),
	of('vat-mismatch', 'warn', expenses.vatMismatch, 'use-calculated-vat'),
	of('vat-rate-date', 'warn', expenses.vatRateDate),
	of('lines-do-not-add-up', 'warn', expenses.linesDoNotAddUp, 'difference-on-last-part'),
	of('card-private', 'info', expenses.cardPrivate),
	of('representation-people', 'stop', representation.people, 'who-took-part'),
	of('representation-cap', 'info', representation.cap),
	of('purpose-missing', 'stop', expenses.purposeMissing),
	of('date-missing', 'stop', drives.dateMissing, 'edit-date'),
	of('vehicle-missing', 'stop', drives.vehicleMissing, 'use-usual-vehicle'),
	of('distance-missing', 'stop', drives.distanceMissing),
	of('drive-date-future', 'stop', drives.driveDateFuture, 'edit-date'),
	of('drive-old', 'warn', drives.driveOld),
	of('drive-outside-trip', 'warn', drives.driveOutsideTrip, 'edit-date'),
	of('commute', 'warn', drives.commute, 'mark-private'),
	of('distance-unlikely', 'warn', drives.distanceUnlikely),
	of('odometer-gap', 'warn', drives.odometerGap),
	of('not-worked-out', 'stop', whole.notWorkedOut)
];
/** Of an expense only the server finds them: it may still be read. */
export const OF_EXPENSES_THERE: ReadonlySet<string> = new Set(['date-missing', 'not-worked-out']);
/** Found on the phone. */
export const FOUND_HERE: ReadonlySet<string> = new Set(CHECKS.map((one) => one.id));

/** All findings, in the order of the table. */
export const check = (situation: Situation): Finding[] => CHECKS.flatMap((one) => [...one.find(situation)].map((hit) => finding(one, hit)));

const finding = (by: Check, hit: Hit): Finding => ({
	check: by.id,
	level: by.level,
	text: hit.text ?? text(`check.${by.id}${hit.variant ? `.${hit.variant}` : ''}`, hit.parameters),
	line_id: hit.line_id ?? null,
	field: hit.field ?? null,
	mend: hit.mend ?? by.mend,
	reason: null
});
