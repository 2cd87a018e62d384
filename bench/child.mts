/** The process that `apart` starts. */
const [url, name, input] = process.argv.slice(2);
const { [name]: measure } = (await import(url)) as Record<string, (...input: unknown[]) => unknown>;
const result = await measure(...(JSON.parse(input) as unknown[]));
process.send?.(result, () => process.exit(0));
