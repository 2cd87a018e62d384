import type { IDataObject } from 'n8n-workflow';

import type { Span } from '../../files/join';
import { joinAudio } from '../../files/join';
import type { JoinContext } from '../../tasks/directKind';
import type { Fetched, Output } from '../../tasks/kind';
import { extensionOf, formatOf } from './streamedSpeech';

/** How pieces of speech become one file. */
export interface Joining {
	/** The API's name of the format that was asked for. */
	format: string;
	/** Of raw sound, in Hz, if it was asked for. */
	sampleRate?: number;
	/** The silence behind each piece, in ms. */
	pausesMs: number[];
}

/** Speech in one file, and where each piece is in it, if that is known. */
export async function joinSpeech(
	outputs: Output[],
	context: JoinContext,
	{ format: asked, sampleRate, pausesMs }: Joining,
): Promise<Fetched & { spans?: Span[] }> {
	const format = mostFrequent(outputs.map((output) => formatIn(output) ?? asked));
	const pieces = outputs.map(({ binary = {} }, index) => ({
		// The user may have named the field anew since it was saved.
		open: async () => await context.open(Object.values(binary)[0]),
		pauseAfterMs: pausesMs[index],
	}));
	const { signal, clock } = context;
	const { stream, durationSeconds, spans } = await joinAudio(format, pieces, {
		sampleRate,
		signal,
		clock,
	});
	const extension = extensionOf(format);
	const { json, binary } = await context.saveStream(stream, {
		name: 'speech',
		expect: 'audio',
		extension,
	});
	return {
		json: { ...json, ...durationIn(durationSeconds), ...creditsOf(outputs) },
		binary: { [context.field]: binary },
		spans,
	};
}

/** What a piece is by its bytes, which its name tells: CAMB.AI may not send what was asked for. */
function formatIn({ json }: Output): string | undefined {
	return formatOf(String(json.fileName).split('.').pop() ?? '');
}

/** Of those that are as frequent, the first. */
function mostFrequent(values: string[]): string {
	const countOf = (value: string) => values.filter((other) => other === value).length;
	return values.reduce((most, value) => (countOf(value) > countOf(most) ? value : most));
}

function durationIn(seconds: number | undefined): IDataObject {
	return seconds === undefined ? {} : { durationSeconds: Math.round(seconds * 1000) / 1000 };
}

/** What all pieces cost together, if CAMB.AI says so of each. */
function creditsOf(outputs: Output[]): IDataObject {
	const credits = outputs.map(({ json }) => Number(json.credits));
	const sum = credits.reduce((total, each) => total + each, 0);
	return Number.isFinite(sum) ? { credits: sum } : {};
}
