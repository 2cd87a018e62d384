/** Lets node itself load a file, once for all runs, rather than jest, anew for each. */
module.exports = {
	process: (_code, path) => ({ code: `module.exports = nativeRequire(${JSON.stringify(path)});` }),
};
