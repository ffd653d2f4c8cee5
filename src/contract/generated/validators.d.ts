/** Generated from plugin.schema.json by `bun run generate`. */
import type { ValidateFunction } from "ajv";

export declare const validateManifest: ValidateFunction;
export declare const validateReady: ValidateFunction;
export declare const validateFailed: ValidateFunction;
