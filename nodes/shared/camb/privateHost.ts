/** First and last address of the blocks that nobody reaches from outside (RFC 6890, RFC 5771). */
const PRIVATE_BLOCKS = [
	['0.0.0.0', '0.255.255.255'],
	['10.0.0.0', '10.255.255.255'],
	['100.64.0.0', '100.127.255.255'],
	['127.0.0.0', '127.255.255.255'],
	['169.254.0.0', '169.254.255.255'],
	['172.16.0.0', '172.31.255.255'],
	['192.0.2.0', '192.0.2.255'],
	['192.168.0.0', '192.168.255.255'],
	['198.18.0.0', '198.19.255.255'],
	['198.51.100.0', '198.51.100.255'],
	['203.0.113.0', '203.0.113.255'],
	['224.0.0.0', '255.255.255.255'],
].map((block) => block.map((address) => numberOf(address.split('.').map(Number))));

/** What an IPv6 address begins with that has an IPv4 address behind it, 16 bits each. */
const BEFORE_IPV4 = [
	[0, 0, 0, 0, 0, 0], // also :: and ::1
	[0, 0, 0, 0, 0, 0xffff], // IPv4-mapped (RFC 4291, 2.5.5.2)
	[0, 0, 0, 0, 0xffff, 0], // translated (RFC 2765, 2.1)
	[0x64, 0xff9b, 0, 0, 0, 0], // NAT64 (RFC 6052, 2.1)
	[0x2002], // 6to4 (RFC 3056)
];
/**
 * NAT64 of one network (RFC 8215), unique local (fc00::/7), link local (fe80::/10), site local
 * (fec0::/10) and multicast (ff00::/8).
 */
const PRIVATE_IPV6 = /^(64:ff9b:1:|f[cdf]|fe[89a-f])/;

/**
 * RFC 6761, RFC 6762, RFC 7686, RFC 8375, ICANN on .internal, .corp and .home, what routers make up,
 * and domains of which every name leads to this machine.
 */
const PRIVATE_NAMES =
	/\.(corp|home|home\.arpa|internal|intranet|invalid|lan|local|localdomain|localhost|onion|test)$|(^|\.)(lacolhost\.com|localho\.st|localtest\.me|lvh\.me|vcap\.me)$/;
/** Names that lead to the address in them: 10.0.0.1.nip.io, app-10-0-0-1.sslip.io, 0a000001.nip.io. */
const NAMED_ADDRESS =
	/(?:^|[.-])(?:(\d+)[.-](\d+)[.-](\d+)[.-](\d+)|([\da-f]{8}))\.(?:nip|sslip|xip)\.io$/;

/**
 * Whether a host is on some private network or on the very machine, as far as its name tells.
 *
 * @param hostname as the class URL gives it: lower case, IPv4 in decimal, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPrivateIpv6(hostname.slice(1, -1));
	const host = hostname.replace(/\.$/, '');
	if (/^[\d.]+$/.test(host)) return isPrivateIpv4(host.split('.').map(Number));
	const address = NAMED_ADDRESS.exec(host)?.slice(1) ?? [];
	if (address[4]) return isPrivateIpv4([...Buffer.from(address[4], 'hex')]);
	if (address[0]) return isPrivateIpv4(address.slice(0, 4).map(Number));
	return !host.includes('.') || PRIVATE_NAMES.test(host);
}

function isPrivateIpv4(bytes: number[]): boolean {
	const address = numberOf(bytes);
	return PRIVATE_BLOCKS.some(([first, last]) => first <= address && address <= last);
}

function isPrivateIpv6(address: string): boolean {
	if (PRIVATE_IPV6.test(address)) return true;
	const groups = groupsOf(address);
	const before = BEFORE_IPV4.find((prefix) => prefix.every((group, at) => group === groups[at]));
	if (!before) return false;
	const [high, low] = groups.slice(before.length);
	return isPrivateIpv4([high >> 8, high & 255, low >> 8, low & 255]);
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
	const [head, tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
	const zeros = Array<string>(8 - head.length - tail.length).fill('0');
	return [...head, ...zeros, ...tail].map((group) => parseInt(group, 16));
}

/** The number that an address in four bytes is. */
function numberOf(bytes: number[]): number {
	return bytes.reduce((number, byte) => number * 256 + byte, 0);
}
