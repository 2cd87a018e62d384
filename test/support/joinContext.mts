import type { IDataObject } from 'n8n-workflow';
import { buffer } from 'node:stream/consumers';

import type { SaveAs } from '../../nodes/shared/files/save';
import type { JoinContext } from '../../nodes/shared/tasks/directKind';
import type { Output } from '../../nodes/shared/tasks/kind';
import { itemContextWith } from './itemContext.mts';
import { inChunks } from './joined.mts';

/** A JoinContext without n8n, and the files that were saved on it. */
export function joinContextWith({ isTool = false, field = 'data' } = {}) {
	const { itemContext, clock } = itemContextWith();
	const saved: Array<SaveAs & { content: Buffer }> = [];
	function save(content: Buffer, saveAs: SaveAs) {
		saved.push({ ...saveAs, content });
		const fileName = `${saveAs.name}.${saveAs.extension}`;
		const binary = { data: content.toString('base64'), mimeType: saveAs.expect, fileName };
		return { json: { fileName }, binary };
	}
	const joinContext: JoinContext = {
		field,
		isTool,
		signal: itemContext.signal,
		clock,
		open: async ({ data }) => inChunks(Buffer.from(data, 'base64')),
		saveStream: async (stream, saveAs) => save(await buffer(stream), saveAs),
		saveText: async (text, saveAs) => save(Buffer.from(text), saveAs),
		warn: () => {},
	};
	return { joinContext, saved };
}

/** The output of one piece of speech. */
export function spokenPiece(content: Buffer, fileName: string, json: IDataObject = {}): Output {
	const binary = { data: content.toString('base64'), mimeType: 'audio/wav', fileName };
	return { json: { fileName, ...json }, binary: { data: binary } };
}
