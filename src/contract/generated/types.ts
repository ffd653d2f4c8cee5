/** Generated from plugin.schema.json by `bun run generate`. */

/**
 * The sender's own counter, from 1
 */
export type RequestId = number
/**
 * The language that the plugin is written in
 */
export type Language = ("typescript" | "rust" | "python" | "other")
/**
 * How the host reaches the plugin
 */
export type Protocol = ("native" | "wasm" | "ffi" | "ipc")
/**
 * Relative to the manifest; may not leave its folder
 */
export type Path = string
/**
 * A name of npm, PyPI or crates.io form
 */
export type PluginName = string
/**
 * A version of SemVer or PEP 440 form
 */
export type PluginVersion = string
export type EnvironmentName = string
/**
 * Where the artefacts are and how they are reached. One manifest may name several artefacts; protocol is the default
 */
export type Interop = Interop1
/**
 * Every error code. x-class: the class that carries it; x-retryable: whether the same call may succeed later; x-exitStatus: of the command line
 */
export type ErrorCode = ("manifest_not_found" | "manifest_not_json" | "manifest_invalid" | "manifest_mismatch" | "protocol_unavailable" | "path_escapes" | "artefact_not_found" | "artefact_invalid" | "abi_mismatch" | "module_not_found" | "module_failed" | "plugin_not_found" | "interpreter_not_found" | "interpreter_too_old" | "guest_not_found" | "guest_exited" | "guest_silent" | "ffi_not_allowed" | "platform_unsupported" | "usage" | "component_unknown" | "handler_failed" | "host_failed" | "value_refused" | "unsupported" | "deadline" | "cancelled" | "crashed" | "protocol_violation" | "protocol_version" | "overloaded" | "permission_denied" | "closed" | "internal")
/**
 * The runtime methods that host.call may name; each takes and returns what elizaOS's IAgentRuntime says
 */
export type HostMethod = ("composeState" | "createMemory" | "emitEvent" | "getMemories" | "getMemoryById" | "useModel")

export interface Contract {
requestId?: RequestId
language?: Language
protocol?: Protocol
path?: Path
pluginName?: PluginName
pluginVersion?: PluginVersion
environmentName?: EnvironmentName
interop?: Interop
action?: ActionDefinition
provider?: ProviderDefinition
evaluator?: EvaluatorDefinition
service?: ServiceDefinition
route?: RouteDefinition
event?: EventDefinition
model?: ModelDefinition
manifest?: Manifest
guestManifest?: GuestManifest
errorCode?: ErrorCode
errorDetails?: ErrorDetails
hostMethod?: HostMethod
ready?: ReadyMessage
failed?: FailedMessage
"plugin.init"?: PluginInitMessage
"plugin.init.result"?: PluginInitResultMessage
"plugin.update"?: PluginUpdateMessage
"action.validate"?: ActionValidateMessage
"evaluator.validate"?: EvaluatorValidateMessage
"validate.result"?: ValidateResultMessage
"action.invoke"?: ActionInvokeMessage
"action.result"?: ActionResultMessage
"callback.emit"?: CallbackEmitMessage
"callback.result"?: CallbackResultMessage
"provider.get"?: ProviderGetMessage
"provider.result"?: ProviderResultMessage
"evaluator.invoke"?: EvaluatorInvokeMessage
"evaluator.result"?: EvaluatorResultMessage
"service.start"?: ServiceStartMessage
"service.call"?: ServiceCallMessage
"service.stop"?: ServiceStopMessage
"service.result"?: ServiceResultMessage
"route.handle"?: RouteHandleMessage
"route.response"?: RouteResponseMessage
"route.head"?: RouteHeadMessage
"route.chunk"?: RouteChunkMessage
"route.end"?: RouteEndMessage
"route.more"?: RouteMoreMessage
"event.emit"?: EventEmitMessage
"event.result"?: EventResultMessage
"model.invoke"?: ModelInvokeMessage
"model.chunk"?: ModelChunkMessage
"model.result"?: ModelResultMessage
"task.execute"?: TaskExecuteMessage
"task.result"?: TaskResultMessage
"host.call"?: HostCallMessage
"host.result"?: HostResultMessage
"component.register"?: ComponentRegisterMessage
"component.result"?: ComponentResultMessage
shutdown?: ShutdownMessage
cancel?: CancelMessage
ping?: PingMessage
pong?: PongMessage
log?: LogMessage
error?: ErrorMessage
}
export interface Interop1 {
protocol: Protocol
/**
 * TypeScript or JavaScript module, as path or path:export
 */
modulePath?: string
wasmPath?: Path
/**
 * Relative to the manifest; may not leave its folder
 */
sharedLibPath?: string
/**
 * Python module, as module or module:attribute
 */
moduleName?: string
/**
 * Program and arguments of a guest that speaks ipc on its stdin and stdout. A path that begins with ./ is relative to the manifest
 * 
 * @minItems 1
 */
ipcCommand?: [string, ...(string)[]]
/**
 * Python interpreter, a path relative to the manifest or a command
 */
python?: string
/**
 * Names of the environment variables that the guest's process is given besides the safe list
 */
env?: EnvironmentName[]
}
export interface ActionDefinition {
/**
 * Unique within its kind
 */
name: string
description: string
/**
 * Other names that a model may use for it
 */
similes?: string[]
/**
 * Example conversations, as elizaOS defines them
 */
examples?: unknown[]
/**
 * Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them
 */
takes?: ("memory" | "state" | "options" | "responses")[]
}
export interface ProviderDefinition {
/**
 * Unique within its kind
 */
name: string
description?: string
dynamic?: boolean
position?: number
private?: boolean
/**
 * Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them
 */
takes?: ("memory" | "state" | "options" | "responses")[]
}
export interface EvaluatorDefinition {
/**
 * Unique within its kind
 */
name: string
description: string
/**
 * Other names that a model may use for it
 */
similes?: string[]
/**
 * Example conversations, as elizaOS defines them
 */
examples?: unknown[]
alwaysRun?: boolean
/**
 * Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them
 */
takes?: ("memory" | "state" | "options" | "responses")[]
}
export interface ServiceDefinition {
/**
 * elizaOS's serviceType
 */
name: string
/**
 * elizaOS's capabilityDescription
 */
description?: string
methods?: string[]
}
export interface RouteDefinition {
type: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "STATIC")
path: string
name?: string
filePath?: Path
public?: boolean
isMultipart?: boolean
}
export interface EventDefinition {
/**
 * Unique within its kind
 */
name: string
}
export interface ModelDefinition {
/**
 * elizaOS's model type, such as TEXT_SMALL
 */
type: string
priority?: number
}
/**
 * plugin.json
 */
export interface Manifest {
$schema?: string
name: PluginName
/**
 * One sentence for people
 */
description: string
version: PluginVersion
language: Language
interop: Interop
/**
 * Settings that the plugin reads, with their defaults; null is no default
 */
config?: {
[k: string]: string | number | boolean | null
}
/**
 * What the plugin may ask of the agent
 */
permissions?: string[]
/**
 * Plugins that must be registered first
 */
dependencies?: PluginName[]
/**
 * elizaOS's priority of the plugin
 */
priority?: number
actions?: ActionDefinition[]
providers?: ProviderDefinition[]
evaluators?: EvaluatorDefinition[]
services?: ServiceDefinition[]
routes?: RouteDefinition[]
events?: EventDefinition[]
models?: ModelDefinition[]
}
/**
 * What a guest says of itself in ready: a manifest of which only the name is required
 */
export interface GuestManifest {
name: PluginName
/**
 * One sentence for people
 */
description?: string
version?: PluginVersion
language?: Language
interop?: Interop
/**
 * Settings that the plugin reads, with their defaults; null is no default
 */
config?: {
[k: string]: string | number | boolean | null
}
/**
 * What the plugin may ask of the agent
 */
permissions?: string[]
/**
 * Plugins that must be registered first
 */
dependencies?: PluginName[]
/**
 * elizaOS's priority of the plugin
 */
priority?: number
actions?: ActionDefinition[]
providers?: ProviderDefinition[]
evaluators?: EvaluatorDefinition[]
services?: ServiceDefinition[]
routes?: RouteDefinition[]
events?: EventDefinition[]
models?: ModelDefinition[]
}
export interface ErrorDetails {
/**
 * The stack of the side that failed, as its language prints it
 */
traceback?: string
/**
 * The error that led to this one, as {code, message, details}
 */
cause?: {

}
plugin?: string
language?: string
}
/**
 * The guest's first message
 */
export interface ReadyMessage {
type: "ready"
protocol: {
min: number
max: number
}
features: string[]
/**
 * The largest frame that the guest accepts, bytes
 */
maxFrameBytes: number
manifest: GuestManifest
sdk: {
name: string
version: string
}
}
/**
 * Instead of ready: the guest cannot serve, and exits
 */
export interface FailedMessage {
type: "failed"
code: ErrorCode
message: string
path?: string
value?: string
remedy?: string
details?: ErrorDetails
}
/**
 * First request. Nothing else is asked before its answer
 */
export interface PluginInitMessage {
type: "plugin.init"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * The version that the host chose
 */
protocol: number
features: string[]
limits: {
maxFrameBytes: number
maxInFlight: number
}
/**
 * elizaOS's config argument of init
 */
config: {
[k: string]: string
}
/**
 * What the manifest's config declares and what the user grants
 */
settings: {

}
agent: {
id: string
/**
 * elizaOS Character without secrets
 */
character: {

}
}
}
export interface PluginInitResultMessage {
type: "plugin.init.result"
re: RequestId
}
/**
 * Settings or the character changed; the given ones replace the old
 */
export interface PluginUpdateMessage {
type: "plugin.update"
settings?: {

}
character?: {

}
}
export interface ActionValidateMessage {
type: "action.validate"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
action: string
/**
 * elizaOS Memory
 */
memory?: {

}
/**
 * elizaOS State
 */
state?: {

}
}
export interface EvaluatorValidateMessage {
type: "evaluator.validate"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
evaluator: string
/**
 * elizaOS Memory
 */
memory?: {

}
/**
 * elizaOS State
 */
state?: {

}
}
export interface ValidateResultMessage {
type: "validate.result"
re: RequestId
valid: boolean
}
export interface ActionInvokeMessage {
type: "action.invoke"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
action: string
/**
 * elizaOS Memory
 */
memory?: {

}
/**
 * elizaOS State
 */
state?: {

}
/**
 * elizaOS HandlerOptions, without functions
 */
options?: {

}
/**
 * elizaOS Memory[]: the responses so far
 */
responses?: {

}[]
}
/**
 * result: elizaOS ActionResult, or null
 */
export interface ActionResultMessage {
type: "action.result"
re: RequestId
result: ({

} | null)
}
/**
 * The handler callback of the call named by parent
 */
export interface CallbackEmitMessage {
type: "callback.emit"
id: RequestId
parent: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * elizaOS Content
 */
content: {

}
}
export interface CallbackResultMessage {
type: "callback.result"
re: RequestId
memories: {

}[]
}
export interface ProviderGetMessage {
type: "provider.get"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
provider: string
/**
 * elizaOS Memory
 */
memory?: {

}
/**
 * elizaOS State
 */
state?: {

}
}
/**
 * result: elizaOS ProviderResult, or null
 */
export interface ProviderResultMessage {
type: "provider.result"
re: RequestId
result: ({

} | null)
}
export interface EvaluatorInvokeMessage {
type: "evaluator.invoke"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
evaluator: string
/**
 * elizaOS Memory
 */
memory?: {

}
/**
 * elizaOS State
 */
state?: {

}
/**
 * elizaOS HandlerOptions, without functions
 */
options?: {

}
/**
 * elizaOS Memory[]: the responses so far
 */
responses?: {

}[]
}
export interface EvaluatorResultMessage {
type: "evaluator.result"
re: RequestId
result: ({

} | null)
}
export interface ServiceStartMessage {
type: "service.start"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
service: string
}
export interface ServiceCallMessage {
type: "service.call"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
instance: number
method: string
args: unknown[]
}
export interface ServiceStopMessage {
type: "service.stop"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
instance: number
}
/**
 * To start: instance and methods; to call and stop: value
 */
export interface ServiceResultMessage {
type: "service.result"
re: RequestId
instance?: number
methods?: string[]
value?: unknown
}
export interface RouteHandleMessage {
type: "route.handle"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
route: string
method: string
path: string
params?: {

}
query?: {

}
headers?: {

}
body?: unknown
}
export interface RouteResponseMessage {
type: "route.response"
re: RequestId
status: number
headers?: {

}
body?: unknown
}
/**
 * Begins a response in chunks
 */
export interface RouteHeadMessage {
type: "route.head"
re: RequestId
status: number
headers?: {

}
}
export interface RouteChunkMessage {
type: "route.chunk"
re: RequestId
seq: number
data: unknown
}
/**
 * Ends a response in chunks; stands for route.response
 */
export interface RouteEndMessage {
type: "route.end"
re: RequestId
}
/**
 * The chunk was consumed; at most four may be ahead
 */
export interface RouteMoreMessage {
type: "route.more"
re: RequestId
seq: number
}
export interface EventEmitMessage {
type: "event.emit"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
event: string
payload?: unknown
}
export interface EventResultMessage {
type: "event.result"
re: RequestId
}
export interface ModelInvokeMessage {
type: "model.invoke"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
model: string
params?: {

}
stream?: boolean
}
export interface ModelChunkMessage {
type: "model.chunk"
re: RequestId
text: string
}
export interface ModelResultMessage {
type: "model.result"
re: RequestId
value: unknown
}
export interface TaskExecuteMessage {
type: "task.execute"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
worker: string
task?: {

}
options?: {

}
}
export interface TaskResultMessage {
type: "task.result"
re: RequestId
}
export interface HostCallMessage {
type: "host.call"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * One of hostMethod; another is refused by name
 */
method: string
/**
 * The positional arguments of the TypeScript method
 */
args: unknown[]
}
export interface HostResultMessage {
type: "host.result"
re: RequestId
value: unknown
}
export interface ComponentRegisterMessage {
type: "component.register"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
kind: ("action" | "provider" | "evaluator" | "model" | "event" | "task")
definition: {

}
}
export interface ComponentResultMessage {
type: "component.result"
re: RequestId
}
/**
 * Finish, then exit
 */
export interface ShutdownMessage {
type: "shutdown"
}
/**
 * The sender no longer wants an answer to its request
 */
export interface CancelMessage {
type: "cancel"
re: RequestId
}
export interface PingMessage {
type: "ping"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
}
export interface PongMessage {
type: "pong"
re: RequestId
}
export interface LogMessage {
type: "log"
re?: RequestId
level: ("trace" | "debug" | "info" | "warn" | "error" | "fatal")
message: string
fields?: {

}
}
/**
 * Ends any request instead of its answer
 */
export interface ErrorMessage {
type: "error"
re: RequestId
code: ErrorCode
message: string
details?: ErrorDetails
}
