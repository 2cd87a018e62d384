import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';
import { simpleParser } from 'mailparser';
import S3rver from 's3rver';
import { SMTPServer } from 'smtp-server';

import type { Client } from './client.mts';
import type { Credential } from './workflow.mts';

const HOST = '127.0.0.1';

export interface Bucket {
	/** For n8n's S3 node. */
	credentials: { s3: Credential };
	/** Puts an object there. */
	put(key: string, bytes: Buffer, type: string): Promise<void>;
	/** An object's bytes and its type; undefined if there is none of this name. */
	object(key: string): Promise<{ bytes: Buffer; type: string } | undefined>;
	stop(): Promise<void>;
}

/** An S3 server of its own, with one bucket. */
export async function startBucket(client: Client, name: string): Promise<Bucket> {
	const directory = mkdtempSync(join(tmpdir(), 'camb-s3-'));
	const server = new S3rver({
		address: HOST,
		port: 0,
		silent: true,
		directory,
		configureBuckets: [{ name, configs: [] }],
	});
	const { port } = (await server.run()) as AddressInfo;
	const endpoint = `http://${HOST}:${port}`;
	const s3 = await client.createCredential('s3', 'S3 account', {
		endpoint,
		region: 'us-east-1',
		accessKeyId: 'S3RVER',
		secretAccessKey: 'S3RVER',
		forcePathStyle: true,
		ignoreSSLIssues: false,
	});
	return {
		credentials: { s3 },
		async put(key, bytes, type) {
			const url = `${endpoint}/${name}/${key}`;
			const reply = await fetch(url, {
				method: 'PUT',
				headers: { 'content-type': type },
				body: new Uint8Array(bytes),
			});
			if (!reply.ok) throw new Error(`The bucket answered ${reply.status}`);
		},
		async object(key) {
			const reply = await fetch(`${endpoint}/${name}/${key}`);
			if (!reply.ok) return undefined;
			const type = reply.headers.get('content-type') ?? '';
			return { bytes: Buffer.from(await reply.arrayBuffer()), type };
		},
		async stop() {
			await server.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

export interface Mailbox {
	/** For n8n's Send Email node. */
	credentials: { smtp: Credential };
	/** Everything that came, as a mail program reads it. */
	mails: ParsedMail[];
	stop(): Promise<void>;
}

/** A mail server of its own, which takes every mail. */
export async function startMailbox(client: Client): Promise<Mailbox> {
	const mails: ParsedMail[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onData: (stream, _session, done) => {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				done();
			}, done);
		},
	});
	const listening = server.listen(0, HOST);
	await new Promise((resolve) => listening.once('listening', resolve));
	const { port } = listening.address() as AddressInfo;
	const smtp = await client.createCredential('smtp', 'SMTP account', {
		user: '',
		password: '',
		host: HOST,
		port,
		secure: false,
		disableStartTls: true,
	});
	return {
		credentials: { smtp },
		mails,
		stop: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}
