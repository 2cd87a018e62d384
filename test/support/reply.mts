import type { Readable } from 'node:stream';

import { remake } from '../../nodes/shared/http/n8nRequests';
import { peekable } from '../../nodes/shared/http/peekable';
import type { Reply } from '../../nodes/shared/http/send';

/** A reply as the client gives it, with a body of the test. */
export function replyOf(
	source: Readable,
	{ status = 200, headers = {} }: { status?: number; headers?: Reply['headers'] } = {},
): Reply {
	const { peek, all } = peekable(chunksOf(source));
	const body = remake(source, all(), () => {});
	return { status, headers, body, peek, broke: () => body.errored !== null };
}

async function* chunksOf(source: Readable): AsyncGenerator<Buffer> {
	yield* source as AsyncIterable<Buffer>;
}
