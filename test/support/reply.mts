import type { Readable } from 'node:stream';

import { openFirstBytes } from '../../nodes/shared/http/firstBytes';
import { copyOf } from '../../nodes/shared/http/n8nRequests';
import type { Reply } from '../../nodes/shared/http/send';

/** A reply as the client gives it, with a body of the test. */
export function replyOf(
	source: Readable,
	{ status = 200, headers = {} }: { status?: number; headers?: Reply['headers'] } = {},
): Reply {
	const first = openFirstBytes();
	const body = copyOf(source, {
		onChunk: (chunk) => first.add(chunk),
		onWanted() {},
		onEnd: () => first.end(),
		onBreak: (error) => first.fail(error),
		onDestroy() {},
	});
	return { status, headers, body, peek: first.peek, broke: () => body.errored !== null };
}
