/** What a receipt's fields say, in words, and back. */
import type { FieldRead, Receipt, ReceiptField, ReceiptFields } from '#lib/api/types.ts';
import { dayAndMonth, knows, show, t } from '#lib/language.svelte.ts';

export const kindName = (kind: string): string => (knows(`kind.${kind}`) ? t(`kind.${kind}`) : kind);

/** The amount as the receipt has it, in its own currency. */
export function amountOf(total: number, currency: string | null | undefined): string {
	return !currency || currency === 'SEK' ? show('money', total) : `${show('amount', total)}\u00a0${currency}`;
}

export const yesOrNo = (value: boolean): string => t(value ? 'app.common.yes' : 'app.common.no');

/** “Kort •• 4417”, “Kontant”. */
export function paidWith(fields: ReceiptFields): string | undefined {
	const means = fields.payment_means ?? (fields.card_last4 ? 'card' : undefined);
	if (!means) return undefined;
	return means === 'card' && fields.card_last4 ? t('app.receipt.card', { digits: fields.card_last4 }) : t(`app.means.${means}`);
}

/** The value of a field as a person reads it; nothing when the receipt does not state it. */
export function valueOf(field: ReceiptField, fields: ReceiptFields): string | undefined {
	const value = fields[field];
	if (value === null || value === undefined) return undefined;
	switch (field) {
		case 'total': case 'tip': case 'rounding':
			return amountOf(fields[field] ?? 0, fields.currency);
		case 'date':
			return dayAndMonth(fields.date ?? '');
		case 'time':
			return show('time', (fields.time ?? '').slice(0, 5));
		case 'vat':
			return fields.vat?.length ? fields.vat.map((row) => amountOf(row.vat_ore, fields.currency)).join(' + ') : undefined;
		case 'kind':
			return kindName(fields.kind ?? '');
		case 'payment_means':
			return paidWith(fields);
		case 'hotel_nights':
			return show('number', fields.hotel_nights ?? 0);
		case 'breakfast_included': case 'is_copy': case 'is_refund':
			return yesOrNo(Boolean(value));
		case 'private_parts':
			return fields.private_parts?.map((part) => `${part.text} ${amountOf(part.amount, fields.currency)}`).join(', ') || undefined;
		default:
			return String(value);
	}
}

/** What of it is alcohol by its own rows, in öre; of another currency nothing can be said. */
export const alcoholOn = ({ currency, private_parts }: ReceiptFields): number =>
	currency === 'SEK' ? (private_parts ?? []).filter((part) => part.kind === 'alcohol').reduce((sum, part) => sum + part.amount, 0) : 0;

const AMOUNTS: ReadonlySet<ReceiptField> = new Set(['total', 'tip', 'rounding', 'hotel_nights']);
const ROWS: ReadonlySet<ReceiptField> = new Set(['vat', 'private_parts']);
const FLAGS: ReadonlySet<ReceiptField> = new Set(['breakfast_included', 'is_copy', 'is_refund']);

/** A field told as text (a value as JSON would write it, without quotes), as what is sent; nothing when it makes no sense. */
export function fieldsOf(field: ReceiptField, text: string): ReceiptFields | undefined {
	if (AMOUNTS.has(field)) return /^-?\d+$/.test(text) ? { [field]: Number(text) } : undefined;
	if (FLAGS.has(field)) return text === 'true' || text === 'false' ? { [field]: text === 'true' } : undefined;
	if (field === 'date') return /^\d{4}-\d\d-\d\d$/.test(text) ? { date: text } : undefined;
	if (!ROWS.has(field)) return text ? { [field]: text } : undefined;
	try {
		const rows: unknown = JSON.parse(text);
		return Array.isArray(rows) ? { [field]: rows } : undefined;
	} catch {
		return undefined;
	}
}

/** Below this a value that was read is as likely wrong as right. */
const LIKELY_PER_MILLE = 700;
/** How sure a doubtful field is, in words. */
export const sureInWords = (read: FieldRead | undefined): string =>
	t((read?.sure_per_mille ?? 0) >= LIKELY_PER_MILLE ? 'app.receipt.likely' : 'app.receipt.unsure');

/** Evidence that speaks against a value; all else speaks for it, and is no reason to doubt. */
const AGAINST = /^without-|^(two-readings|other-day-word|other-word|others-printed|lone-minus|no-label|no-word|short|disagrees|future|old)$/;

/** Why a field is doubtful, where there are words for it. */
export const reasonOf = (read: FieldRead | undefined): string | undefined => {
	const code = read?.evidence.find((one) => AGAINST.test(one) && knows(`evidence.${one}`));
	return code && t(`evidence.${code}`);
};

/** Where the field stands on the picture, in shares of its width and height. */
export function placeOf(field: ReceiptField | undefined, receipt: Pick<Receipt, 'sure'> | undefined) {
	const box = field && receipt?.sure[field]?.box;
	return box ? { left: box[0], top: box[1], width: box[2], height: box[3] } : undefined;
}

/** The same for a row of the page: rows of VAT are `vat`, `vat1` …, and how it was paid is often told by the card alone. */
export function placeOfRow(row: string | undefined, receipt: Pick<Receipt, 'sure'> | undefined) {
	const field = (row?.startsWith('vat') ? 'vat' : row) as ReceiptField | undefined;
	return placeOf(field, receipt) ?? (row === 'payment_means' ? placeOf('card_last4', receipt) : undefined);
}

/** A value of any receipt told as text, for a report: amounts without currency, for that is another field. */
export function toldValue(field: ReceiptField, text: string | null): string {
	const fields = text === null ? undefined : fieldsOf(field, text);
	if (!fields) return text ?? t('app.receipt.not-stated');
	if (field === 'total' || field === 'tip' || field === 'rounding') return show('amount', fields[field] ?? 0);
	if (field === 'date') return show('fulldate', fields.date ?? '');
	if (field === 'vat') return fields.vat?.map((row) => `${show('percent', row.rate * 10)} ${show('amount', row.vat_ore)}`).join(', ') || t('app.receipt.not-stated');
	return valueOf(field, fields) ?? text ?? '';
}
