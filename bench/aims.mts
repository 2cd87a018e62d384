import type { Section } from './report.mts';
import { tableText } from './report.mts';

/** What a measure should come to, and what it came to. */
export interface Aim {
	what: string;
	/** What it should be at most, or at least. */
	atMost?: number;
	atLeast?: number;
	measured: number;
	/** Digits behind the point; 2 unless told. */
	digits?: number;
	/** Behind the numbers, such as " s". */
	unit?: string;
	/** Why it is not met, and what was tried, where that is known. */
	whyNot?: string;
}

/** Every aim in one table, and why some are not met. */
export function aimsText(sections: Section[]): string {
	const aims = sections.flatMap((section) => section.aims ?? []);
	const missed = aims.filter((aim) => !isMet(aim));
	return [
		'## Aims',
		tableText({ head: ['', 'Aim', 'Measured', 'Met'], rows: aims.map(rowOf) }),
		...missed.flatMap(({ what, whyNot }) => (whyNot ? [`**${what}**: ${whyNot}`] : [])),
	].join('\n\n');
}

/** As it is written, so that the page does not contradict itself. */
const rounded = (value: number, { digits = 2 }: Aim) => Number(value.toFixed(digits));

function isMet(aim: Aim): boolean {
	const measured = rounded(aim.measured, aim);
	return measured <= (aim.atMost ?? Infinity) && measured >= (aim.atLeast ?? -Infinity);
}

function rowOf(aim: Aim): string[] {
	const { what, atMost, atLeast, digits = 2, unit = '' } = aim;
	const bound = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
	const measured = `${aim.measured.toFixed(digits)}${unit}`;
	return [what, `${bound}${unit}`, measured, isMet(aim) ? 'yes' : '**no**'];
}
