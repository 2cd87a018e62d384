import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class CambAiApi implements ICredentialType {
	name = 'cambAiApi';

	displayName = 'CAMB.AI API';

	icon: Icon = { light: 'file:cambAi.svg', dark: 'file:cambAi.dark.svg' };

	documentationUrl = 'https://docs.camb.ai/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Create one in CAMB.AI Studio, under API Keys',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://client.camb.ai/apis',
			description: 'Only change this if CAMB.AI gave you a different address',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'x-api-key': '={{ $credentials.apiKey.trim() }}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/source-languages',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'CAMB.AI does not recognize this API key. Copy it again from CAMB.AI Studio.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'This API key is not allowed to use the CAMB.AI API. Check your plan in CAMB.AI Studio.',
				},
			},
		],
	};
}
