import type { IDataObject } from 'n8n-workflow';

/** The members of an object; none of anything else. */
export function membersIn(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null ? (value as IDataObject) : {};
}

/** A text that says something, also a number as one; null for anything else. */
export function textIn(value: unknown): string | null {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** A whole number, whether it came as a number or as digits; null for anything else. */
export function numberIn(value: unknown): number | null {
	const isDigits = typeof value === 'string' && /^\d+$/.test(value.trim());
	const number = typeof value === 'number' || isDigits ? Number(value) : NaN;
	return Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** A time in seconds, likewise. */
export function secondsIn(value: unknown): number | null {
	const time = textIn(value) === null ? NaN : Number(value);
	return Number.isFinite(time) ? time : null;
}

/** A text without the space around it, or a number as one, as sheets give IDs; empty for anything else. */
export function trimmedIn(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
