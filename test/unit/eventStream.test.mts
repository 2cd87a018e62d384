import { eventsIn } from '../../nodes/shared/http/eventStream';

test.each<[string, string, Array<[name: string, data: string]>]>([
	[
		'two events',
		'data: Hola\n\ndata: [DONE]\n\n',
		[
			['', 'Hola'],
			['', '[DONE]'],
		],
	],
	[
		'no space, and two of them',
		'data:Hola\n\ndata:  mundo',
		[
			['', 'Hola'],
			['', ' mundo'],
		],
	],
	[
		'names',
		'event: text\ndata: a\n\nevent:error\ndata: b',
		[
			['text', 'a'],
			['error', 'b'],
		],
	],
	['several lines', 'data: a\ndata\ndata: b\n\n', [['', 'a\n\nb']]],
	[
		'line ends of Windows',
		'data: a\r\n\r\ndata: b\r\n',
		[
			['', 'a'],
			['', 'b'],
		],
	],
	[
		'line ends of old',
		'data: a\rdata: b\r\rdata: c',
		[
			['', 'a\nb'],
			['', 'c'],
		],
	],
	[
		'more blank lines',
		'\n\ndata: a\n\n\n\ndata: b',
		[
			['', 'a'],
			['', 'b'],
		],
	],
	['other fields and comments', ': hi\nid: 7\nretry: 3\ndata: a\n\n: ping\n\n', [['', 'a']]],
	['a name without data', 'event: end\n\n', []],
	['a text', 'Hola\nmy data: none\ndatabase: no', []],
	['nothing', '', []],
])('%s', (_name, text, events) => {
	expect(eventsIn(text)).toEqual(events.map(([name, data]) => ({ name, data })));
});
