import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';

import type { LoadedPackage } from './package.mts';

/** Decrypted credentials by type, as a node's `credentials` would name them. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** What the engine asks about credentials, answered from plain data. */
export function credentialsHelper({ credentials }: LoadedPackage, data: CredentialData) {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async (_additional: unknown, _node: unknown, type: string) => ({ ...data[type] }),
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		getCredentialsProperties: (type: string) => credentials[type]?.properties ?? [],
		/** Generic authentication: headers whose values are expressions over the credential. */
		authenticate: async (
			decrypted: ICredentialDataDecryptedObject,
			type: string,
			options: IHttpRequestOptions,
			workflow: Workflow,
			node: INode,
		): Promise<IHttpRequestOptions> => {
			const { authenticate } = credentials[type];
			if (!authenticate || typeof authenticate === 'function') return options;
			const headers = Object.entries(authenticate.properties.headers ?? {}).map(([name, value]) => [
				name,
				workflow.expression.getSimpleParameterValue(
					node,
					value as string,
					'internal',
					{ $credentials: decrypted } as never,
					undefined,
					'',
				),
			]);
			return { ...options, headers: { ...options.headers, ...Object.fromEntries(headers) } };
		},
	};
}
