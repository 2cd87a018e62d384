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
].map((block) => block.map(numberOf));

/** RFC 6761, RFC 6762, RFC 8375, ICANN on .internal, .corp and .home, and what routers make up. */
const PRIVATE_NAMES =
	/\.(corp|home|home\.arpa|internal|intranet|invalid|lan|local|localdomain|localhost|test)$/;

/**
 * Whether a host is on some private network or on the very machine, as far as its name tells.
 *
 * @param hostname as the class URL gives it: lower case, IPv4 in decimal, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPrivateIpv6(hostname.slice(1, -1));
	const host = hostname.replace(/\.$/, '');
	if (/^[\d.]+$/.test(host)) return isPrivateIpv4(numberOf(host));
	return !host.includes('.') || PRIVATE_NAMES.test(host);
}

function isPrivateIpv4(address: number): boolean {
	return PRIVATE_BLOCKS.some(([first, last]) => first <= address && address <= last);
}

/**
 * Loopback, unique local (fc00::/7), link local (fe80::/10), multicast (ff00::/8), and IPv4 in IPv6
 * (::ffff:0:0/96, 64:ff9b::/96).
 */
function isPrivateIpv6(address: string): boolean {
	const [, high, low] = /^(?:::ffff|64:ff9b:):([\da-f]+):([\da-f]+)$/.exec(address) ?? [];
	if (high) return isPrivateIpv4(parseInt(high, 16) * 65_536 + parseInt(low, 16));
	return /^(::1?$|f[cdf]|fe[89ab])/.test(address);
}

function numberOf(ipv4: string): number {
	return ipv4.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}
