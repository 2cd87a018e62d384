/** Parameters of a signed link that tell its life in seconds, and those that tell its end. */
const LIFE = /[?&]x-(?:amz|goog|oss)-expires=(\d+)/i;
const END = /[?&]expires=(\d+)/i;

/** How long a signed link works, as it says itself (S3, Google Cloud Storage, CloudFront). */
export function linkLife(link: string, now: number): string {
	const life = LIFE.exec(link)?.[1];
	const end = END.exec(link)?.[1];
	if (life !== undefined) return inHours(Number(life));
	if (end !== undefined) return inHours(Number(end) - now / 1000);
	return 'The link does not say';
}

const inHours = (seconds: number) => `${(seconds / 3600).toFixed(1)} hours`;
