/** What a receipt asks, and the answers to it. */
import { put } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { correction, picture } from '#lib/api/paths.ts';
import type { Correction, Receipt, ReceiptField, ReceiptFields } from '#lib/api/types.ts';
import { localPicture } from '#lib/data/pictures.svelte.ts';
import { dayAndMonth, knows, show, t } from '#lib/language.svelte.ts';

/** The order in which doubts are asked: what decides most first. */
const ASKED: readonly ReceiptField[] = ['total', 'date', 'merchant', 'vat', 'kind', 'currency', 'card_last4', 'organisation_number'];

export const kindName = (kind: string): string => (knows(`kind.${kind}`) ? t(`kind.${kind}`) : kind);

/** The amount as the receipt has it, in its own currency. */
export function amountOf(total: number, currency: string | null | undefined): string {
	return !currency || currency === 'SEK' ? show('money', total) : `${show('amount', total)}\u00a0${currency}`;
}

export function valueOf(field: ReceiptField, fields: ReceiptFields): string | undefined {
	switch (field) {
		case 'total':
			return fields.total == null ? undefined : amountOf(fields.total, fields.currency);
		case 'date':
			return fields.date ? dayAndMonth(fields.date) : undefined;
		case 'vat':
			return fields.vat?.length ? fields.vat.map((row) => amountOf(row.vat_ore, fields.currency)).join(' + ') : undefined;
		case 'kind':
			return fields.kind ? kindName(fields.kind) : undefined;
		default:
			return fields[field] ?? undefined;
	}
}

export interface DoubtQuestion {
	field: ReceiptField;
	question: string;
	why: string;
	change: string;
	/** Absent when nothing was read that could be accepted. */
	accept?: string;
}

/** The first doubt of a receipt as a question with its answers, or nothing. */
export function questionOf(receipt: Receipt): DoubtQuestion | undefined {
	const field = ASKED.find((one) => receipt.doubtful.includes(one));
	if (!field) return undefined;
	const value = valueOf(field, receipt.fields);
	const short = field === 'date' && receipt.fields.date ? show('date', receipt.fields.date).split(' ').slice(1).join(' ') : value;
	return {
		field,
		question: value ? t(`app.receipt.doubt.${field}`, { value }) : t(`app.receipt.missing.${field}`),
		why: t(receipt.doubtful.length === 1 ? 'app.receipt.doubt-why' : 'app.receipt.doubt-why-several', { count: receipt.doubtful.length }),
		change: t(`app.receipt.change.${field}`),
		accept: value && t('app.receipt.accept', { value: short ?? value })
	};
}

export const correct = (receipt: Receipt, fields: ReceiptFields) =>
	put<Receipt>(correction(receipt.id, newId()), { base_version: receipt.version, fields } satisfies Correction);

/** Confirming a doubt is sending its value. */
export function confirm(receipt: Receipt): Promise<Receipt> {
	const field = questionOf(receipt)?.field;
	return field ? correct(receipt, { [field]: receipt.fields[field] }) : Promise.resolve(receipt);
}

export const pictureOf = (receipt: Pick<Receipt, 'id' | 'picture_ready'>): string | undefined =>
	localPicture(receipt.id) ?? (receipt.picture_ready ? picture(receipt.id) : undefined);
