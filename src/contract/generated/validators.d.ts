/** Generated from plugin.schema.json by `bun run generate`. */
import type { ValidateFunction } from "ajv";

export declare const validateManifest: ValidateFunction;
export declare const validateReady: ValidateFunction;
export declare const validateFailed: ValidateFunction;
export declare const validatePermission: ValidateFunction;
export declare const validateAction: ValidateFunction;
export declare const validateProvider: ValidateFunction;
export declare const validateEvaluator: ValidateFunction;
export declare const validateService: ValidateFunction;
export declare const validateEvent: ValidateFunction;
export declare const validateModel: ValidateFunction;
export declare const validateTaskWorker: ValidateFunction;
