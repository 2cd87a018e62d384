import type { IDataObject } from 'n8n-workflow';

import { itemWith, wavOf } from '../support/files.mts';
import { newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

// This setting of a workflow is newer than the oldest n8n that the package runs in.
test.each(['data', '_files.data', '={{ $json._files.data }}'])(
	'%s is uploaded when n8n keeps files in the JSON (binaryMode: combined)',
	async (inputDataField) => {
		const account = await newAccount();
		const { error } = await runNode({
			type: 'cambTranscribe',
			account,
			parameters: {
				source: 'binary',
				inputDataField,
				language: 1,
				options: { subtitleFiles: ['srt'] },
			},
			items: [await itemWith({ content: await wavOf(1000), mimeType: 'audio/wav' })],
			workflowSettings: { binaryMode: 'combined' },
		});
		expect(error).toBeUndefined();
		const { requests } = await account.state();
		const submits = requests.filter(({ step }) => step === 'submit');
		expect(submits.map(({ body }) => (body as IDataObject).media_file)).toMatchObject([
			{ size: 1000, mimeType: 'audio/wav' },
		]);
	},
);

test.each(['link', 'upload'])(
	'a dub takes a file that n8n keeps in the JSON, by %s',
	async (fileTransfer) => {
		const { error, account } = await runNode({
			type: 'cambDub',
			parameters: { source: 'binary', fileTransfer, sourceLanguage: 1, targetLanguages: [54] },
			items: [await itemWith({ content: await wavOf(1000), mimeType: 'audio/wav' })],
			workflowSettings: { binaryMode: 'combined' },
		});
		expect(error).toBeUndefined();
		expect((await account.state()).tasks).toHaveLength(1);
	},
);
