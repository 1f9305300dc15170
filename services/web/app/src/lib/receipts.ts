/** What a receipt asks, and the answers to it. */
import { put } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { correction, picture } from '#lib/api/paths.ts';
import type { Correction, Receipt, ReceiptField, ReceiptFields } from '#lib/api/types.ts';
import { localPicture } from '#lib/data/pictures.svelte.ts';
import { shortDate, show, t } from '#lib/language.svelte.ts';
import { fieldsOf, reasonOf, valueOf } from '#lib/receipt-values.ts';

/** The order in which doubts are asked: what decides most first. */
const ASKED: readonly ReceiptField[] = ['total', 'date', 'merchant', 'vat', 'kind', 'currency', 'card_last4', 'organisation_number'];

export interface DoubtQuestion {
	question: string;
	why: string;
	change: string;
	/** Absent when nothing was read that could be accepted. */
	accept?: string;
	/** The other way to read it, as an answer. */
	other?: { text: string; fields: ReceiptFields };
}

/** The doubt of a receipt that is asked about first. */
export const doubtOf = (receipt: Receipt): ReceiptField | undefined => ASKED.find((one) => receipt.doubtful.includes(one));

/** A doubt as a question with its answers. */
export function questionOf(field: ReceiptField, receipt: Receipt): DoubtQuestion {
	const value = valueOf(field, receipt.fields);
	const other = value ? otherOf(field, receipt) : undefined;
	const reason = reasonOf(receipt.sure[field]);
	const count = receipt.doubtful.length;
	return {
		question: other ? t(`app.receipt.missing.${field}`) : value ? t(`app.receipt.doubt.${field}`, { value }) : t(`app.receipt.missing.${field}`),
		why: `${reason ? t('app.receipt.because', { reason }) : t('app.receipt.doubt-why')} ${count === 1 ? t('app.receipt.rest-is-read') : t('app.receipt.doubt-several', { count })}`,
		change: other ? t('app.receipt.neither') : t(`app.receipt.change.${field}`),
		accept: value && (other ? distinct(field, receipt.fields, other.fields) : t('app.receipt.accept', { value: shortOf(field, receipt.fields) ?? value })),
		other
	};
}

function otherOf(field: ReceiptField, receipt: Receipt): DoubtQuestion['other'] {
	const fields = fieldsOf(field, receipt.sure[field]?.other ?? '');
	if (!fields) return undefined;
	const text = distinct(field, { ...receipt.fields, ...fields }, receipt.fields);
	return text ? { text, fields } : undefined;
}

/** The value, so that it can be told from the other one: a date with its year, where that is what differs. */
function distinct(field: ReceiptField, fields: ReceiptFields, from: ReceiptFields): string | undefined {
	const value = valueOf(field, fields);
	return field === 'date' && fields.date && value === valueOf(field, from) ? show('fulldate', fields.date) : value;
}

const shortOf = (field: ReceiptField, fields: ReceiptFields): string | undefined =>
	field === 'date' && fields.date ? shortDate(fields.date).split(' ').slice(1).join(' ') : undefined;

const correct = (receipt: Receipt, fields: ReceiptFields) =>
	put<Receipt>(correction(receipt.id, newId()), { base_version: receipt.version, fields } satisfies Correction);

/** Confirming a doubt, the one that is asked about unless told, is sending its value. */
export function confirm(receipt: Receipt, field = doubtOf(receipt)): Promise<Receipt> {
	return field && receipt.doubtful.includes(field) ? correct(receipt, { [field]: receipt.fields[field] }) : Promise.resolve(receipt);
}

/** The upright copy once there is one, for places are told on that; it is another one when a page has been added and read. */
export function pictureOf(receipt: Pick<Receipt, 'id' | 'picture_ready' | 'pages' | 'state'>): string | undefined {
	if (!receipt.picture_ready) return localPicture(receipt.id);
	const read = receipt.state === 'reading' ? receipt.pages.length - 1 : receipt.pages.length;
	return read > 1 ? `${picture(receipt.id)}?pages=${read}` : picture(receipt.id);
}
