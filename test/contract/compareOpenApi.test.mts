import { contract } from '../../sandbox/contract.mts';
import { compareOpenApi } from '../../scripts/liveCheck/compareOpenApi.mts';

type Json = Record<string, any>;

/** The contract as the API might describe it, changed on purpose. */
function changed(change: (document: Json) => void): Json {
	const document = structuredClone(contract);
	change(document);
	return document;
}

const bodyOf = ({ paths }: Json, path: string): Json =>
	paths[path].post.requestBody.content['application/json'];

const schemaOf = ({ $ref }: Json, { schemas } = contract.components): Json =>
	schemas[$ref.split('/').at(-1)];

test('the contract is as itself, also under a longer path, other parameter names and allOf', () => {
	const api = changed((document) => {
		const body = bodyOf(document, '/tts');
		body.schema = { allOf: [body.schema] };
		document.paths = Object.fromEntries(
			Object.entries(document.paths).map(([path, methods]) => [
				`/apis${path.replace('{task_id}', '{id}')}`,
				methods,
			]),
		);
	});
	expect(compareOpenApi(contract, api)).toEqual([]);
});

test('a call that is gone breaks the node that has it, and no other', () => {
	const api = changed(({ paths }) => {
		delete paths['/dub'].post;
		delete paths['/stream/probe'];
	});
	expect(compareOpenApi(contract, api)).toMatchObject([
		{ call: 'POST /dub', effect: 'breaks' },
		{ call: 'POST /stream/probe', effect: 'taken' },
	]);
});

test('what the API newly wants breaks a node; what it newly offers or no longer has does not', () => {
	const api = changed((document) => {
		bodyOf(document, '/tts').schema = {
			type: 'object',
			properties: { text: {}, voice_id: {}, language: {}, consent: {}, mood: {} },
			required: ['text', 'voice_id', 'language', 'consent'],
		};
		document.paths['/folders'].get.parameters = [{ in: 'query', name: 'page' }];
		document.paths['/new'] = { put: {} };
	});
	const found = compareOpenApi(contract, api);
	expect(found).toContainEqual(
		expect.objectContaining({ call: 'POST /tts: consent', api: 'required', effect: 'breaks' }),
	);
	expect(found).toContainEqual(
		expect.objectContaining({ call: 'POST /tts: mood', effect: 'taken' }),
	);
	expect(found).toContainEqual(
		expect.objectContaining({
			call: expect.stringMatching(/^POST \/tts: .*project_name/),
			api: 'no such parameter',
			effect: 'taken',
		}),
	);
	expect(found).toContainEqual(expect.objectContaining({ call: 'GET /folders: page' }));
	expect(found).toContainEqual(expect.objectContaining({ api: 'PUT /new', effect: 'taken' }));
	expect(found.filter(({ effect }) => effect === 'breaks')).toHaveLength(1);
});

test('a value that is no longer taken breaks the node that offers it; a new one does not', () => {
	const api = changed(({ paths, components }) => {
		components.schemas.Model = { enum: ['mars-9', 'mars-flash', 'mars-pro'] };
		const { schema } = bodyOf({ paths }, '/tts-stream');
		schema.properties = {
			...schemaOf(schema).properties,
			speech_model: { anyOf: [{ $ref: '#/components/schemas/Model' }, { type: 'null' }] },
		};
		delete schema.$ref;
	});
	const found = compareOpenApi(contract, api);
	expect(found).toMatchObject([
		{
			call: 'POST /tts-stream: speech_model',
			contract: expect.stringContaining('mars-instruct'),
			api: 'mars-9',
			effect: 'breaks',
		},
	]);
	expect(found[0].contract).not.toContain('mars-flash');
});

test('a schema that holds itself comes to an end', () => {
	const api = changed(({ paths, components }) => {
		const tree = { $ref: '#/components/schemas/Tree' };
		components.schemas.Tree = { properties: { tree }, anyOf: [tree, { items: tree }] };
		schemaOf(bodyOf({ paths }, '/tts').schema, components).properties.tree = tree;
	});
	expect(compareOpenApi(contract, api)).toMatchObject([
		{ call: expect.stringMatching(/^POST \/tts: tree, tree\.tree/), effect: 'taken' },
	]);
});
