import axios from 'axios';
import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { promisify } from 'node:util';
import type { IBinaryData } from 'n8n-workflow';
import { FormData as Form, request } from 'undici';

import type { Rig } from '../rig.mts';

const curl = promisify(execFile);

/** A recording to transcribe, which is a file and in n8n's store. */
interface Upload {
	rig: Rig;
	key: string;
	file: string;
	stored: IBinaryData;
}

export interface UploadWay {
	name: string;
	send(upload: Upload): Promise<unknown>;
	/** Whether whole files are in memory. */
	isWhole?: boolean;
	/** Whether it works in another process, whose memory is not measured. */
	isElsewhere?: boolean;
}

/** The baseline first. */
export const UPLOADS: Record<string, UploadWay> = {
	undici: {
		name: 'undici, from a file',
		async send({ rig, key, file }) {
			const body = new Form();
			body.append('language', '1');
			body.append('media_file', await openAsBlob(file, { type: 'audio/wav' }), 'talk.wav');
			const headers = { 'x-api-key': key };
			const answer = await request(urlOf(rig), { method: 'POST', headers, body });
			await answer.body.dump();
		},
	},
	curl: {
		name: 'curl, from a file',
		isElsewhere: true,
		async send({ rig, key, file }) {
			const form = ['-F', 'language=1', '-F', `media_file=@${file};type=audio/wav`];
			await curl('curl', ['-sfH', `x-api-key: ${key}`, ...form, urlOf(rig)]);
		},
	},
	whole: {
		name: 'axios, whole in memory, out of n8n',
		isWhole: true,
		async send({ rig, key, stored }) {
			const body = new FormData();
			body.append('language', '1');
			const content = await rig.engine.binaryData.getAsBuffer(stored);
			body.append('media_file', new Blob([content], { type: 'audio/wav' }), 'talk.wav');
			await axios.post(urlOf(rig), body, { headers: { 'x-api-key': key } });
		},
	},
	ours: {
		name: 'these nodes (Transcribe)',
		async send({ rig, key, stored }) {
			const items = [{ json: {}, binary: { data: stored } }];
			const parameters = {
				source: 'binary',
				inputDataField: 'data',
				language: 1,
				waitForCompletion: false,
			};
			await rig.runNode(key, 'cambTranscribe', parameters, items);
		},
	},
};

function urlOf({ apiUrl }: Rig): string {
	return `${apiUrl}/transcribe`;
}
