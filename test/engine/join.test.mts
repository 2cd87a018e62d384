import type { IBinaryData } from 'n8n-workflow';

import { growthOf } from '../../bench/memory.mts';
import { joinAudio } from '../../nodes/shared/files/join';
import { hugeWav } from '../../sandbox/media/wav.mts';
import { storeFile } from '../support/files.mts';
import { probe, theEngine, useEngine } from '../support/harness.mts';

useEngine();

const PIECE_BYTES = 10e6;
const PIECES = 30;
/** Well under what the file has. */
const MOST_MB = 150;

/** A file in n8n's store, read as a node reads it. */
const pieceOf = ({ id }: IBinaryData) => ({
	open: async () => await theEngine().binaryData.getAsStream(id as string),
});

test('files of n8n’s store become one there, which is never whole in memory', async () => {
	const made = { content: hugeWav(PIECE_BYTES).open(), mimeType: 'audio/wav' };
	const piece = pieceOf(await storeFile(made));
	const joinPieces = async (count: number) => {
		const { stream, durationSeconds } = await joinAudio('wav', Array(count).fill(piece));
		return { durationSeconds, file: await storeFile({ content: stream, mimeType: 'audio/wav' }) };
	};
	const { file, durationSeconds } = await joinPieces(2);
	const { duration } = await probe(await theEngine().binaryData.getAsBuffer(file), 'audio/wav');
	expect(duration).toBeCloseTo(durationSeconds ?? 0, 3);
	const growth = await growthOf(async () => {
		const { id } = (await joinPieces(PIECES)).file;
		const { fileSize } = await theEngine().binaryData.getMetadata(id as string);
		expect(fileSize).toBe(44 + PIECES * (PIECE_BYTES - 44));
	});
	expect(growth['grew by MB']).toBeLessThan(MOST_MB);
});
