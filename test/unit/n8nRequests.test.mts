import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { copyOf } from '../../nodes/shared/http/n8nRequests';

const deaf = { onChunk() {}, onWanted() {}, onEnd() {}, onBreak() {}, onDestroy() {} };
const piece = Buffer.alloc(65_536, 'x');

test('of a body that nobody reads, no more is taken than a stream takes in advance', async () => {
	let taken = 0;
	const body = new Readable({
		read() {
			this.push(taken++ < 100 ? piece : null);
		},
	});
	const copy = copyOf(body, deaf);
	for (let turns = 0; turns < 300; turns++) await nextTurn();
	expect(taken).toBeLessThan(10);
	expect(Buffer.concat((await copy.toArray()) as Buffer[])).toHaveLength(100 * piece.length);
});

test("what Node.js answers with is copied whole, into a stream that is not an answer's", async () => {
	const answer = new IncomingMessage(new Socket());
	const copy = copyOf(answer, deaf);
	for (let count = 0; count < 9; count++) answer.push(piece);
	answer.push(null);
	expect(copy).not.toBeInstanceOf(IncomingMessage);
	expect(Buffer.concat((await copy.toArray()) as Buffer[])).toHaveLength(9 * piece.length);
});
