import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One element of DER, the encoding of certificates (X.690). */
function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const head = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (...bytes: number[]) => der(0x06, Buffer.from(bytes));
const time = (date: Date) =>
	der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`));

const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** A certificate that signs itself (RFC 5280), so that no key has to be kept in the repository. */
export function selfSigned(host: string, { until = new Date(Date.now() + 86_400_000) } = {}) {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const commonName = sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(host)));
	const name = sequence(der(0x31, commonName));
	const alternative = sequence(
		oid(0x55, 0x1d, 0x11),
		der(0x04, sequence(der(0x82, Buffer.from(host)))),
	);
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		ECDSA_WITH_SHA256,
		name,
		sequence(time(new Date(2020, 0, 1)), time(until)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(alternative)),
	);
	const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
	const certificate = sequence(content, ECDSA_WITH_SHA256, signature);
	const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
	};
}
