import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INode,
	NodeOperationError,
} from 'n8n-workflow';

import type { TaskRequest } from '../../nodes/shared/tasks/kind';

/** The item that a form is filled for: not the first, so that a mix-up shows. */
export const ITEM = 3;

/** What a node sees of n8n while it reads one item's parameters: the form as somebody filled it. */
export function form(
	parameters: IDataObject,
	binary: Record<string, IBinaryData> = {},
): IExecuteFunctions {
	const node = { name: 'CAMB.AI', type: 'n8n-nodes-camb.node', typeVersion: 1 } as INode;
	return {
		getNode: () => node,
		getInputData: () => Array.from({ length: ITEM + 1 }, () => ({ json: {}, binary })),
		getNodeParameter(
			name: string,
			item: number,
			fallback?: unknown,
			options?: { extractValue?: boolean },
		) {
			if (item !== ITEM) throw new Error(`Asked for item ${item}`);
			const value = name in parameters ? parameters[name] : fallback;
			return options?.extractValue && isLocator(value) ? value.value : value;
		},
		helpers: {
			assertBinaryData(_item: number, name: string) {
				if (!(name in binary)) throw new Error(`No file in ${name}`);
				return binary[name];
			},
		},
	} as unknown as IExecuteFunctions;
}

/** What n8n keeps of a field with a list: how it was chosen, and what. */
export function chosen(value: unknown, mode = 'list') {
	return { __rl: true, mode, value };
}

function isLocator(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && '__rl' in value;
}

/** What the user is told when the form is turned down: what happened, then what to do. */
export async function refusal(read: () => unknown): Promise<[string, string]> {
	let refused: unknown;
	try {
		await read();
	} catch (error) {
		refused = error;
	}
	expect(refused).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: ITEM } });
	const { message, description } = refused as NodeOperationError;
	return [message, String(description)];
}

/** A file as n8n keeps it in memory. */
export function file(fileName: string, mimeType: string, bytes: string | Buffer): IBinaryData {
	return { fileName, mimeType, data: Buffer.from(bytes).toString('base64') };
}

/** A multipart form as it is sent: names and values, and of a file its name and its bytes as text. */
export async function sentParts({ payload }: TaskRequest): Promise<string[][]> {
	if (!('form' in payload)) throw new Error('The request is no form');
	return await Promise.all(
		payload.form.map(async (part) => {
			if ('value' in part) return [part.name, part.value];
			const chunks: Uint8Array[] = [];
			for await (const chunk of await part.file.open()) chunks.push(chunk);
			return [part.name, part.file.fileName, Buffer.concat(chunks).toString('latin1')];
		}),
	);
}
