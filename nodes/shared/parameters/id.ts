import type { Split } from './list';
import type { Parse } from './parameter';
import type { About } from './value';
import { shown } from './value';

const CHOOSE = 'Choose it from the list, or enter its ID, which is a number.';
const FORMATTED =
	'It looks like a formatted number. Enter the ID as digits only, without separators or decimals.';

/** The number of something. A formatted number is refused: it might be read as another one. */
export function parseId(advice = CHOOSE): Parse<number> {
	return (text, { label, refuse }) => {
		const digits = text.trim();
		const id = Number(digits);
		if (/^[1-9]\d*$/.test(digits) && Number.isSafeInteger(id)) return id;
		const isFormatted = /^\d+([,.'’\s]\d+)+$/.test(digits);
		throw refuse(`${label} ${shown(text)} is not a valid ID`, isFormatted ? FORMATTED : advice);
	};
}

/**
 * The IDs in a text. `12,345` may be one ID from a formatted sheet or two: nobody can tell, and
 * the wrong one may belong to something else of the account.
 */
export const splitIds: Split = (text, about) => {
	for (const part of text.split(/,\s|[;\n\t]/)) refuseThousands(part.trim(), about);
	return text.split(/[\s,;]/);
};

function refuseThousands(part: string, { label, refuse }: About) {
	if (!/^[1-9]\d{0,2}([,\s]\d{3})+$/.test(part)) return;
	throw refuse(
		`${label} ${shown(part)} may be one number or several`,
		'It looks like one number with a thousands separator. For one ID, enter digits only; for several, put a comma and a space between them.',
	);
}
